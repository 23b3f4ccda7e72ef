// A hub in a process of its own, started by `startHub` (hub.mjs): says where it is served, signs tokens when asked, and
// stops when it is told to.
import { bundle } from "@linli/contracts/bundle";
import { createHub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import { serveHub } from "@linli/hub/node";

const { databaseUrl, connections, staticFolders } = JSON.parse(process.argv[2]);

async function database() {
  if (databaseUrl === undefined) return (await import("@linli/hub/pglite")).pglite();
  return (await import("@linli/hub/postgres")).postgres({ url: databaseUrl, connections });
}

const development = await createDevelopment();
const errors = [];
const hub = await createHub({
  database: await database(),
  bundle,
  issuers: [],
  development,
  secrets: { seal: "benchmarks keep no secret at all" },
  onError: (error) => errors.push(String(error?.stack ?? error)),
});
await hub.migrate();
const serving = await serveHub(hub, {
  port: 0,
  staticFolders,
  onError: (error) => errors.push(String(error?.stack ?? error)),
});

process.on("message", async ({ id, ask, people, claims }) => {
  if (ask === "tokens")
    process.send({ id, tokens: await Promise.all(people.map((person) => development.token(person, claims))) });
  if (ask === "errors") process.send({ id, errors });
  if (ask !== "stop") return;
  await serving.close();
  await hub.close();
  process.send({ id }, () => process.exit(0));
});
// Whoever started it has ended.
process.on("disconnect", () => process.exit(1));
process.send({ ready: { url: serving.url, keys: development.keys } });
