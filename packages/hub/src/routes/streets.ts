import type { Engine } from "../engine.js";
import { changeProfile, type ProfileInput } from "../operations/change-profile.js";
import { createStreet } from "../operations/create-street.js";
import type { StreetInput } from "../operations/create-street.js";
import { moveClock } from "../operations/move-clock.js";
import { readProfile } from "../operations/read-profile.js";
import { readMe } from "../operations/read-me.js";
import { readStatements } from "../operations/read-statements.js";
import { searchStreet } from "../operations/search-street.js";
import type { App } from "./env.js";
import { given } from "./given.js";
import { idempotencyKey } from "./idempotency-key.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { entityTag, ifMatch } from "./revision.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isStreet = validateShape(bodies.street);
const isProfile = validateShape(bodies.profile);
const isClock = validateShape(bodies.clock);

/** Streets: made, their test clock moved, and who the caller is there. */
export function streetRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets", async (c) => {
    idempotencyKey(c.req.raw);
    const street = await readJson<StreetInput>(c.req.raw, isStreet);
    const view = await createStreet(engine, c.get("caller"), { street });
    return c.json(view, 201, { Location: `/v1/streets/${view.id}` });
  });

  app.get("/v1/streets/:street/profile", async (c) => {
    readQuery(c.req.url, queries.none);
    const view = await readProfile(engine, c.get("caller"), { street: c.req.param("street") });
    return c.json(view, 200, { ETag: entityTag(view.revision) });
  });

  app.post("/v1/streets/:street/profile", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const revision = ifMatch(c.req.raw);
    const said = await readJson<Omit<ProfileInput, "street" | "key">>(c.req.raw, isProfile);
    const { body, replayed } = await changeProfile(engine, c.get("caller"), {
      street: c.req.param("street"),
      ...said,
      ...given({ ifMatch: revision }),
      key,
    });
    return c.json(body, 200, {
      ETag: entityTag(body.revision),
      ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
    });
  });

  app.put("/v1/streets/:street/clock", async (c) => {
    const { now } = await readJson<{ readonly now: string }>(c.req.raw, isClock);
    return c.json(await moveClock(engine, c.get("caller"), { street: c.req.param("street"), now }));
  });

  app.get("/v1/streets/:street/me", async (c) =>
    c.json(await readMe(engine, c.get("caller"), { street: c.req.param("street") })),
  );

  app.get("/v1/streets/:street/statements", async (c) => {
    const query = readQuery(c.req.url, queries.statements);
    return c.json(await readStatements(engine, c.get("caller"), { street: c.req.param("street"), ...query }));
  });

  app.get("/v1/streets/:street/search", async (c) => {
    const query = readQuery(c.req.url, queries.search);
    const locale = c.get("locale");
    const found = await searchStreet(engine, c.get("caller"), { street: c.req.param("street"), ...query, locale });
    c.header("Vary", "Accept-Language", { append: true });
    return c.json(found, 200, { "Content-Language": locale });
  });
}
