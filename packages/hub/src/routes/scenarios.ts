import type { Engine } from "../engine.js";
import { listScenarios } from "../operations/list-scenarios.js";
import { readAvailability } from "../operations/read-availability.js";
import { readStatistics } from "../operations/read-statistics.js";
import { readScenario } from "../operations/read-scenario.js";
import type { App } from "./env.js";
import { readQuery } from "./read-query.js";
import { queries } from "./shapes.js";

/** Scenarios as a street runs them, and what can be had of what they use. */
export function scenarioRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/scenarios", async (c) => {
    const query = readQuery(c.req.url, queries.scenarios);
    const items = await listScenarios(engine, c.get("caller"), {
      street: c.req.param("street"),
      ...query,
      locale: c.get("locale"),
    });
    c.header("Vary", "Accept-Language", { append: true });
    return c.json(items, 200, { "Content-Language": c.get("locale") });
  });

  app.get("/v1/streets/:street/scenarios/:scenario", async (c) => {
    const query = readQuery(c.req.url, queries.scenario);
    const locale = c.get("locale");
    return c.json(await readScenario(engine, c.get("caller"), { ...c.req.param(), ...query, locale }));
  });

  app.get("/v1/streets/:street/scenarios/:scenario/statistics", async (c) => {
    const query = readQuery(c.req.url, queries.statistics);
    return c.json(await readStatistics(engine, c.get("caller"), { ...c.req.param(), ...query }));
  });

  app.get("/v1/streets/:street/scenarios/:scenario/availability", async (c) => {
    const query = readQuery(c.req.url, queries.availability);
    return c.json(await readAvailability(engine, c.get("caller"), { ...c.req.param(), ...query }));
  });
}
