import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileStore } from "./file-store.js";

/**
 * Keeps files in a folder of this machine, in folders of two letters of a hash, so that none grows too large. A file is written
 * beside its place, flushed, and then moved there: it is there wholly or not at all.
 */
export function folderStore(folder: string): FileStore {
  const place = (key: string): string => {
    const hash = createHash("sha256").update(key).digest("hex");
    return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  };
  return {
    put: async (key, bytes) => {
      const path = place(key);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
    get: async (key) => {
      try {
        return await readFile(place(key));
      } catch (error) {
        if ((error as { readonly code?: string }).code === "ENOENT") return undefined;
        throw error;
      }
    },
    delete: (key) => rm(place(key), { force: true }),
  };
}
