import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileStore } from "../src/files/file-store.js";
import { folderStore } from "../src/files/folder-store.js";
import { s3Store } from "../src/files/s3-store.js";
import { scaleImages } from "../src/files/scale-image.js";
import { keepFile } from "../src/operations/keep-file.js";
import { readFile } from "../src/operations/read-file.js";
import { createEngine } from "../src/hub.js";
import { bundle } from "@linli/contracts/bundle";
import { inStreet } from "../src/store/in-street.js";
import { freshPglite } from "./set-up/pglite.js";
import { newStreet, problemOf, type TestStreet } from "./set-up/street.js";

/** A real server that speaks S3 (s3rver), on a port of its own. */
async function startS3(folder: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const S3rver = createRequire(import.meta.url)("s3rver") as new (options: object) => {
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  };
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: folder,
    configureBuckets: [{ name: "linli", configs: [] }],
  });
  const { port } = await server.run();
  return { url: `http://127.0.0.1:${port}/linli`, stop: () => server.close() };
}

const folder = mkdtempSync(join(tmpdir(), "linli-files-"));
const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
let s3!: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  s3 = await startS3(join(folder, "s3"));
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((one) => statSync(one).isFile());
}

const stores: readonly (readonly [string, () => FileStore])[] = [
  ["a folder", () => folderStore(join(folder, "kept"))],
  ["S3", () => s3Store({ url: s3.url, ...credentials })],
];

describe.each(stores)("files in %s", (_, make) => {
  it("are given as they were kept, and are gone once deleted", async () => {
    const store = make();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7) % 251);
    await store.put("ningwei/照片 1", bytes);
    await store.put("ningwei/照片 1", bytes);
    expect(Buffer.from((await store.get("ningwei/照片 1"))!).equals(Buffer.from(bytes))).toBe(true);
    expect(await store.get("ningwei/../ningwei/2")).toBeUndefined();
    await store.delete("ningwei/照片 1");
    await store.delete("ningwei/照片 1");
    expect(await store.get("ningwei/照片 1")).toBeUndefined();
  });

  it("lie sealed, and a hub reads them for whom they are", async () => {
    const database = await freshPglite();
    const engine = await createEngine({
      database,
      bundle,
      issuers: [],
      secrets: { seal: "a secret of thirty-two characters" },
      files: make(),
      scan: async ({ bytes }) => (new TextDecoder().decode(bytes).includes("EICAR") ? "infected" : "clean"),
    });
    const street: TestStreet = await newStreet(engine);
    await street.member("qian");
    const bytes = new TextEncoder().encode("%PDF-1.7 低保申请材料");
    const file = { name: "材料.pdf", type: "application/pdf", bytes };
    const keep = (key: string, more: object = {}) =>
      keepFile(engine, { id: "qian" }, { street: street.id, file: { ...file, ...more }, key });
    const { body } = await keep("once");
    expect((await keep("once")).body).toEqual(body);
    const read = await readFile(engine, { id: "qian" }, { street: street.id, id: body.id });
    expect(new TextDecoder().decode(read.bytes)).toBe("%PDF-1.7 低保申请材料");
    expect(read.file).toEqual({ id: body.id, name: "材料.pdf", type: "application/pdf", size: bytes.length });
    const [row] = await inStreet(database, street.id, (query) => query.query("select bytes, sealed from hub.file"));
    expect(row).toEqual({ bytes: null, sealed: 1 });
    for (const path of filesBelow(folder)) expect(readFileSync(path).includes("低保申请材料"), path).toBe(false);
    const before = filesBelow(folder).length;
    expect(await problemOf(keep("twice", { bytes: new TextEncoder().encode("%PDF EICAR") }))).toBe("infected");
    expect(filesBelow(folder)).toHaveLength(before);
    await database.close();
  });
});

describe("a store that can't be reached or refuses", () => {
  it("says what it answered", async () => {
    const store = s3Store({ url: s3.url, accessKeyId: "STRANGER", secretAccessKey: "wrong" });
    await expect(store.put("a/b", new Uint8Array(3))).rejects.toThrow("403");
    const none = s3Store({ url: s3.url.replace("linli", "nowhere"), ...credentials });
    await expect(none.put("a/b", new Uint8Array(3))).rejects.toThrow("404");
  });
});

describe("a large photograph", () => {
  it("is made smaller, the right way up; a small one and what is no image stay as they are", async () => {
    const scale = await scaleImages();
    const noise = Buffer.alloc(4000 * 3000 * 3, 0).map((_, n) => (n * 31) % 256);
    const large = await sharp(noise, { raw: { width: 4000, height: 3000, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const smaller = await scale("image/jpeg", large);
    const { width, height, format } = await sharp(smaller).metadata();
    expect([width, height, format]).toEqual([1920, 2560, "jpeg"]);
    expect(smaller.length).toBeLessThan(large.length);
    const small = await sharp({ create: { width: 80, height: 60, channels: 3, background: "#888" } })
      .png()
      .toBuffer();
    expect(await scale("image/png", small)).toBe(small);
    const broken = new TextEncoder().encode("no image");
    expect(await scale("image/webp", broken)).toBe(broken);
  });
});
