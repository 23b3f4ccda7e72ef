import type { Engine } from "../engine.js";
import { listJobs, readJob, startJob, type JobInput } from "../operations/start-job.js";
import type { App } from "./env.js";
import { idempotencyKey } from "./idempotency-key.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isJob = validateShape(bodies.job);

/** Long work of a street: asked for, and looked at while it goes on. */
export function jobRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets/:street/jobs", async (c) => {
    idempotencyKey(c.req.raw);
    const job = await readJson<JobInput>(c.req.raw, isJob);
    const { street } = c.req.param();
    const view = await startJob(engine, c.get("caller"), { street, job });
    return c.json(view, 202, { Location: `/v1/streets/${street}/jobs/${view.id}` });
  });

  app.get("/v1/streets/:street/jobs", async (c) => {
    readQuery(c.req.url, queries.none);
    return c.json(await listJobs(engine, c.get("caller"), c.req.param()));
  });

  app.get("/v1/streets/:street/jobs/:job", async (c) => c.json(await readJob(engine, c.get("caller"), c.req.param())));
}
