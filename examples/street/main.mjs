// The sample streets: a hub on a PGlite folder (or PostgreSQL), their people and places, a resident's page and a desk.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "@linli/contracts/bundle";
import { catalog } from "@linli/contracts/catalog";
import { createHub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import { serveHub } from "@linli/hub/node";
import { seed } from "./seed.mjs";
import { samples } from "./streets/samples.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8080" },
    host: { type: "string", default: "127.0.0.1" },
    folder: { type: "string", default: join(root, ".linli", "street") },
    postgres: { type: "string" },
    reset: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(`npm run demo -- [--port 8080] [--host 127.0.0.1] [--folder .linli/street] [--reset]
npm run demo -- --postgres postgres://user@host/database   the same on PostgreSQL 17 or newer`);
  process.exit(0);
}

const started = Date.now();
const step = (text) => console.log(`  ${text.padEnd(48)} ${((Date.now() - started) / 1000).toFixed(1)} s`);

async function open() {
  if (values.postgres !== undefined) {
    const { postgres } = await import("@linli/hub/postgres");
    return postgres({ url: values.postgres });
  }
  if (values.reset) rmSync(values.folder, { recursive: true, force: true });
  mkdirSync(join(values.folder, ".."), { recursive: true });
  step(existsSync(values.folder) ? "Opening the street's data base" : "Making a data base (once)");
  const { pglite } = await import("@linli/hub/pglite");
  return pglite({ folder: values.folder });
}

const development = await createDevelopment({
  people: samples.flatMap(({ street, people }) =>
    people.map((one) => ({ id: one.id, name: one.name, street: street.id, roles: one.roles, about: one.says })),
  ),
});
const hub = await createHub({
  database: await open(),
  clock: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  fetch: globalThis.fetch,
  secrets: { seal: "the sample street keeps no secret worth a better key" },
  bundle,
  catalog,
  issuers: [],
  development,
});
await hub.migrate();
const operatorToken = await development.token("street-set-up", { operator: true });
for (const sample of samples) {
  const known = await hub.fetch(new Request(`http://street.invalid/v1/streets/${sample.street.id}`));
  if (known.status === 404)
    await seed({
      sample,
      fetch: hub.fetch,
      baseUrl: "http://street.invalid",
      operatorToken,
      tokenFor: (person) => development.token(person),
      bundle,
      tick: () => hub.tick(),
      progress: step,
    });
}

const serving = await serveHub(hub, {
  port: Number(values.port),
  host: values.host,
  staticFolders: { "/": join(root, "examples/street/page"), "/widgets": join(root, "packages/widgets/cdn") },
});
step("Open");

console.log(`
Residents   ${serving.url}/
Desk        ${serving.url}/desk.html
API         ${serving.url}/v1/openapi.json

Who can sign in (choose on the page; no password, this is a sample):`);
for (const { street, people } of samples) {
  console.log(`\n${street.name}`);
  for (const one of people) console.log(`  ${one.name.padEnd(4, "　")} ${one.says}`);
}
console.log("\nCtrl+C ends it. Data stay in place; --reset starts anew.");

let closing = false;
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, async () => {
    if (closing) return;
    closing = true;
    await serving.close();
    await hub.close();
    process.exit(0);
  });
