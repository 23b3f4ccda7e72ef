import type { Engine } from "../engine.js";
import { giveMandate, listMandates, revokeMandate } from "../operations/give-mandate.js";
import type { MandateInput } from "../operations/give-mandate.js";
import type { App } from "./env.js";
import { idempotencyKey } from "./idempotency-key.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isMandate = validateShape(bodies.mandate);
const isParties = validateShape(bodies.mandateParties);

/** Who may act for whom: given and taken back by those whom it is about. */
export function mandateRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/mandates", async (c) => {
    readQuery(c.req.url, queries.none);
    return c.json(await listMandates(engine, c.get("caller"), c.req.param()));
  });

  app.post("/v1/streets/:street/mandates", async (c) => {
    // Given twice it is the same mandate, so that no answer has to be kept under the key.
    idempotencyKey(c.req.raw);
    const mandate = await readJson<MandateInput>(c.req.raw, isMandate);
    return c.json(await giveMandate(engine, c.get("caller"), { ...c.req.param(), mandate }), 201);
  });

  app.post("/v1/streets/:street/mandates/revoke", async (c) => {
    idempotencyKey(c.req.raw);
    const parties = await readJson<{ readonly subject: string; readonly holder: string }>(c.req.raw, isParties);
    return c.json(await revokeMandate(engine, c.get("caller"), { ...c.req.param(), ...parties }));
  });
}
