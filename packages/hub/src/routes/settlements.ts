import type { Engine } from "../engine.js";
import { noteSettlement } from "../operations/note-settlement.js";
import type { App } from "./env.js";
import { readBytes } from "./read-bytes.js";
import { largestJson, parseJson } from "./read-json.js";
import { validateShape } from "./shape.js";
import { bodies } from "./shapes.js";

const isSettlement = validateShape(bodies.settlement);

/** What the payment service says; its signature, not a token, says who it is. */
export function settlementRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets/:street/settlements/:id", async (c) => {
    const bytes = await readBytes(c.req.raw, largestJson);
    const header = (name: string) => c.req.header(`webhook-${name}`) ?? "";
    const body = new TextDecoder().decode(bytes);
    const signed = { id: header("id"), timestamp: header("timestamp"), signature: header("signature"), body };
    const read = () => parseJson<{ readonly state: string }>(bytes, isSettlement);
    return c.json(await noteSettlement(engine, { ...c.req.param(), signed, read }));
  });
}
