import { AwsClient } from "aws4fetch";
import type { FileStore } from "./file-store.js";

/** How to reach a store that speaks S3 (AWS, OSS of Aliyun, COS of Tencent, MinIO, Ceph). */
export interface S3Options {
  /** Address of the bucket: `https://files.example/linli` or `https://linli.s3.example`. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent: `us-east-1`, which stores of one's own take. */
  readonly region?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Keeps files in a bucket. What fails for the moment is tried again by the client.
 * @throws Error that says what the store answered
 */
export function s3Store(options: S3Options): FileStore {
  const { accessKeyId, secretAccessKey, region = "us-east-1" } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 4 });
  const base = options.url.replace(/\/$/, "");
  const ask = async (method: string, key: string, bytes?: Uint8Array): Promise<Response> => {
    const url = `${base}/${key.split("/").map(encodeURIComponent).join("/")}`;
    const body = bytes as Uint8Array<ArrayBuffer> | undefined;
    const signed = await client.sign(url, { method, ...(body === undefined ? {} : { body }) });
    return (options.fetch ?? globalThis.fetch)(signed);
  };
  const refused = async (what: string, answer: Response): Promise<Error> =>
    new Error(`The file store could not ${what} (${answer.status}): ${(await answer.text()).slice(0, 300)}`);
  return {
    put: async (key, bytes) => {
      const answer = await ask("PUT", key, bytes);
      if (!answer.ok) throw await refused("keep a file", answer);
      await answer.body?.cancel();
    },
    get: async (key) => {
      const answer = await ask("GET", key);
      if (answer.status === 404) return void (await answer.body?.cancel());
      if (!answer.ok) throw await refused("give a file", answer);
      return new Uint8Array(await answer.arrayBuffer());
    },
    delete: async (key) => {
      const answer = await ask("DELETE", key);
      if (!answer.ok && answer.status !== 404) throw await refused("delete a file", answer);
      await answer.body?.cancel();
    },
  };
}
