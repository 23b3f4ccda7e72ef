export type { FileStore } from "./files/file-store.js";
export { folderStore } from "./files/folder-store.js";
export { s3Store, type S3Options } from "./files/s3-store.js";
export { scaleImages, type ScaleImage } from "./files/scale-image.js";
