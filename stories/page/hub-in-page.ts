import { catalog } from "@linli/contracts/catalog";
import type { Bundle } from "@linli/contracts";
import { bundle as base } from "@linli/contracts/bundle";
import { createHub } from "@linli/hub";
import type { Hub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import type { Development } from "@linli/hub/development";
import { pglite } from "@linli/hub/pglite";
import dumpUrl from "../../.linli/hub-dump.bin?url";

/** A street's own scenarios, if Storybook was started with a folder of them. */
const own = Object.values(import.meta.glob<{ readonly bundle: Bundle }>("../generated/own/bundle.js", { eager: true }));
const bundle: Bundle = {
  ...base,
  contracts: [...base.contracts, ...own.flatMap((one) => one.bundle.contracts)],
  kinds: [...base.kinds, ...own.flatMap((one) => one.bundle.kinds)],
};

/** The hub of a page: the engine as it runs anywhere else, on PostgreSQL in WebAssembly. */
export interface PageHub {
  readonly hub: Hub;
  readonly development: Development;
  readonly bundle: Bundle;
}

/** Told how far the start is: what is being done, and from 0 to 1 how much of all is done. */
export type Progress = (doing: string, done: number) => void;

/** Starts the hub of this page, one for all stories. */
export async function startHub(progress: Progress): Promise<PageHub> {
  const dump = await unpack(await download(dumpUrl, (share) => progress("Fetching the data base", 0.1 + share * 0.3)));
  progress("Starting PostgreSQL", 0.5);
  const database = await pglite({ dump });
  progress("Starting the hub", 0.9);
  const development = await createDevelopment();
  const hub = await createHub({
    database,
    bundle,
    catalog,
    issuers: [],
    development,
    secrets: { seal: "for stories only: nobody's secret" },
    onError: (error) => console.error(error),
  });
  await hub.migrate();
  progress("", 1);
  return { hub, development, bundle };
}

async function download(url: string, share: (done: number) => void): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url}: ${response.status}`);
  const size = Number(response.headers.get("content-length") ?? 0);
  const parts: BlobPart[] = [];
  let got = 0;
  for await (const part of response.body) {
    parts.push(part);
    got += part.length;
    if (size > 0) share(Math.min(1, got / size));
  }
  return new Blob(parts);
}

/** A server that knows gzip may have unpacked it on the way. */
async function unpack(packed: Blob): Promise<Blob> {
  const [first, second] = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return packed;
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}
