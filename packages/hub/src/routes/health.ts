import type { Engine } from "../engine.js";
import { readReadiness } from "../operations/read-readiness.js";
import type { App } from "./env.js";

/** Whether the hub lives, and whether it can be sent work: for whoever starts and watches it. */
export function healthRoutes(app: App, engine: Engine): void {
  for (const path of ["/health", "/healthz"])
    app.get(path, (c) => {
      const { process } = globalThis as { process?: { versions?: { tz?: string } } };
      return c.json({
        status: "ok",
        database: engine.database.kind,
        scenarios: engine.scenarios.size,
        timeZones: process?.versions?.tz,
      });
    });

  app.get("/readyz", async (c) => {
    const view = await readReadiness(engine);
    return c.json(view, view.status === "ready" ? 200 : 503);
  });
}
