import type { ResourceView } from "@linli/contracts";
import type { Answer, Engine } from "../engine.js";
import { changeResource } from "../operations/change-resource.js";
import { closeResource } from "../operations/close-resource.js";
import { createResource } from "../operations/create-resource.js";
import type { ResourceInput } from "../operations/create-resource.js";
import { readKind } from "../operations/read-kind.js";
import { listResources } from "../operations/list-resources.js";
import { readResource } from "../operations/read-resource.js";
import type { App, Ask } from "./env.js";
import { given } from "./given.js";
import { idempotencyKey } from "./idempotency-key.js";
import { pageLink } from "./page-link.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { entityTag, ifMatch } from "./revision.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isNew = validateShape(bodies.newResource);
const isResource = validateShape(bodies.resource);
const isNothing = validateShape(bodies.nothing);

/** Resources of a street: courts, canteens, nurses, cameras … */
export function resourceRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/resources", async (c) => {
    const { near, open, kept, ...query } = readQuery(c.req.url, queries.resources);
    const input = {
      street: c.req.param("street"),
      ...query,
      ...(open ? { open: true } : {}),
      ...(kept === true ? { kept } : {}),
      ...(near ? { near: pointOf(near) } : {}),
    };
    const page = await listResources(engine, c.get("caller"), input);
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.get("/v1/streets/:street/kinds/:kind", async (c) => {
    readQuery(c.req.url, queries.none);
    const body = await readKind(engine, c.get("caller"), { ...c.req.param(), locale: c.get("locale") });
    c.header("Vary", "Accept-Language", { append: true });
    return c.json(body, 200, { "Content-Language": c.get("locale") });
  });

  app.post("/v1/streets/:street/resources", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const resource = await readJson<ResourceInput>(c.req.raw, isNew);
    const { street } = c.req.param();
    const answer = await createResource(engine, c.get("caller"), { street, resource, key });
    c.header("Location", `/v1/streets/${street}/resources/${encodeURIComponent(answer.body.id)}`);
    return answerResource(c, answer);
  });

  app.get("/v1/streets/:street/resources/:id", async (c) => {
    const body = await readResource(engine, c.get("caller"), c.req.param());
    return c.json(body, 200, { ETag: entityTag(body.revision) });
  });

  app.put("/v1/streets/:street/resources/:id", async (c) => {
    const resource = await readJson<Omit<ResourceInput, "id" | "kind">>(c.req.raw, isResource);
    const input = { ...c.req.param(), resource, ...given({ ifMatch: ifMatch(c.req.raw) }) };
    return answerResource(c, await changeResource(engine, c.get("caller"), input));
  });

  app.post("/v1/streets/:street/resources/:id/actions/close", async (c) => {
    const key = idempotencyKey(c.req.raw);
    await readJson(c.req.raw, isNothing);
    const input = { ...c.req.param(), key, ...given({ ifMatch: ifMatch(c.req.raw) }) };
    return answerResource(c, await closeResource(engine, c.get("caller"), input));
  });
}

function answerResource(c: Ask, answer: Answer<ResourceView>): Response {
  if (answer.replayed) c.header("Idempotent-Replayed", "true");
  return c.json(answer.body, answer.status, { ETag: entityTag(answer.body.revision) });
}

function pointOf(text: string): { readonly lat: number; readonly lon: number } {
  const [lat = 0, lon = 0] = text.split(",").map(Number);
  return { lat, lon };
}
