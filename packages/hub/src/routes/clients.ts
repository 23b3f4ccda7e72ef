import type { Engine } from "../engine.js";
import { changeClient, listClients, registerClient } from "../operations/register-client.js";
import type { ClientInput } from "../operations/register-client.js";
import type { App } from "./env.js";
import { idempotencyKey } from "./idempotency-key.js";
import { pageLink } from "./page-link.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isClient = validateShape(bodies.client);
const isNothing = validateShape(bodies.nothing);

/** Devices and host pages' servers that sign in by a secret. */
export function clientRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/clients", async (c) => {
    const query = readQuery(c.req.url, queries.page);
    const page = await listClients(engine, c.get("caller"), { street: c.req.param("street"), ...query });
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.post("/v1/streets/:street/clients", async (c) => {
    idempotencyKey(c.req.raw);
    const client = await readJson<ClientInput>(c.req.raw, isClient);
    return c.json(await registerClient(engine, c.get("caller"), { street: c.req.param("street"), client }), 201);
  });

  for (const action of ["renew", "revoke"] as const)
    app.post(`/v1/streets/:street/clients/:client/actions/${action}`, async (c) => {
      idempotencyKey(c.req.raw);
      await readJson(c.req.raw, isNothing);
      const { street, client } = c.req.param() as { street: string; client: string };
      return c.json(await changeClient(engine, c.get("caller"), { street, client, action }));
    });
}
