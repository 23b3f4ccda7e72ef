import { ProblemError } from "../engine.js";
import type { Engine } from "../engine.js";
import { mintSession } from "../operations/mint-session.js";
import type { SessionInput } from "../operations/mint-session.js";
import type { App } from "./env.js";
import { readJson } from "./read-json.js";
import { validateShape } from "./shape.js";
import { bodies } from "./shapes.js";

const isSession = validateShape(bodies.session);

/** Tokens for a widget on a host's page; its server, not a person, asks, and says by its secret who it is (RFC 7617). */
export function sessionRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets/:street/sessions", async (c) => {
    const host = hostOf(c.req.header("authorization"));
    const session = await readJson<SessionInput>(c.req.raw, isSession);
    return c.json(await mintSession(engine, host, { street: c.req.param("street"), session }), 201);
  });
}

function hostOf(authorization: string | undefined): { readonly id: string; readonly secret: string } {
  if (authorization === undefined) throw new ProblemError("no-token");
  const [, encoded = ""] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization) ?? [];
  const pair = /^([^:]+):(.+)$/.exec(decoded(encoded));
  if (pair === null) throw new ProblemError("wrong-token");
  return { id: pair[1] as string, secret: pair[2] as string };
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return "";
  }
}
