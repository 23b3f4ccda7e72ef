import type { Engine } from "../engine.js";
import { exportPerson } from "../operations/export-person.js";
import type { App } from "./env.js";
import { jsonStream } from "./json-stream.js";
import { readQuery } from "./read-query.js";
import { queries } from "./shapes.js";

/** All that a street holds on a person, as one JSON document that is written while it is read. */
export function exportRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/export", async (c) => {
    const query = readQuery(c.req.url, queries.export);
    const { head, parts } = await exportPerson(engine, c.get("caller"), { ...c.req.param(), ...query });
    return c.body(jsonStream(head, parts()), 200, {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="${c.req.param("street")}-${head.at.slice(0, 10)}.json"`,
    });
  });
}
