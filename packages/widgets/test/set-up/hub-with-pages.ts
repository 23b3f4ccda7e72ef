import { bundle } from "@linli/contracts/bundle";
import { catalog } from "@linli/contracts/catalog";
import { createHub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import type { Development } from "@linli/hub/development";
import { serveHub } from "@linli/hub/node";
import { pglite } from "@linli/hub/pglite";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";

/** The strictest policy that the widgets promise to work under. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

/** A hub in memory that serves pages with widgets. */
export interface HubWithPages {
  readonly url: string;
  readonly development: Development;
  /** A token for a person; `operator` may make streets. */
  readonly token: (person: string) => Promise<string>;
  /** Asks the hub as a person: `METHOD /path`. Throws what it refuses. */
  readonly ask: (person: string, what: string, body?: unknown) => Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly close: () => Promise<void>;
}

/** Starts a hub in memory, with pages that show widgets under the strict policy. */
export async function startHubWithPages(): Promise<HubWithPages> {
  const development = await createDevelopment({ people: [] });
  const hub = await createHub({
    database: await pglite({ dump: new Blob([await readFile(inject("emptyHub"))]) }),
    clock: Date.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: () => Promise.reject(new TypeError("nothing is fetched here")),
    secrets: { seal: "a secret of thirty-two characters" },
    bundle,
    catalog,
    issuers: [],
    development,
  });
  await hub.migrate();
  const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const staticFolders = { "/widgets": folder("../../cdn"), "/": folder("pages") };
  const serving = await serveHub(hub, { port: 0, csp: policy, staticFolders });
  const token = (person: string) => development.token(person, person === "operator" ? { operator: true } : {});
  return {
    url: serving.url,
    development,
    token,
    ask: async (person, what, body) => {
      const [method = "GET", path = ""] = what.split(" ");
      const response = await fetch(serving.url + path, {
        method,
        headers: {
          authorization: `Bearer ${await token(person)}`,
          "content-type": "application/json",
          ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${what}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    close: async () => {
      await serving.close();
      await hub.close();
    },
  };
}
