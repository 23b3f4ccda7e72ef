import { actionAppending } from "@linli/contracts";
import type { JsonObject } from "@linli/contracts";
import type { Engine, Scenario } from "../engine.js";
import { appendChild } from "../operations/append-child.js";
import { listChildren } from "../operations/list-children.js";
import type { App } from "./env.js";
import { idempotencyKey } from "./idempotency-key.js";
import { pageLink } from "./page-link.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { entityTag } from "./revision.js";
import { validateShape } from "./shape.js";
import { speakOf } from "./speak-of.js";
import { bodies, queries } from "./shapes.js";

const isChild = validateShape(bodies.child);

/** Child rows of records, each kind at an address of its own: `comments`, `ballots`, `entries`, `ratings` … */
export function recordChildRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/records/:record/:kind", async (c) => {
    const query = readQuery(c.req.url, queries.children);
    const page = await listChildren(engine, c.get("caller"), { ...c.req.param(), ...query, declared: true });
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.post("/v1/streets/:street/records/:record/:kind", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const body = await readJson<{ readonly input?: JsonObject; readonly consent?: readonly string[] }>(
      c.req.raw,
      isChild,
      "input",
    );
    const asked = {
      ...c.req.param(),
      action: ({ machine }: Scenario) => actionAppending(machine, c.req.param("kind")),
    };
    const answer = await appendChild(engine, c.get("caller"), { ...c.req.param(), ...body, key }).catch(
      (error: unknown) => speakOf(c, engine, asked, error),
    );
    if (answer.replayed) c.header("Idempotent-Replayed", "true");
    return c.json(answer.body, answer.status, { ETag: entityTag(answer.body.revision) });
  });
}
