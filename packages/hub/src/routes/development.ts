import type { Development } from "../development.js";
import { ProblemError } from "../engine.js";
import type { App } from "./env.js";
import { readJson } from "./read-json.js";
import { validateShape } from "./shape.js";
import { bodies } from "./shapes.js";

const isSignIn = validateShape(bodies.signIn);

/** DEVELOPMENT ONLY: signs in sample people without a password. Not mounted, and refused, in production. */
export function developmentRoutes(app: App, development: Development): void {
  app.get("/development/people", (c) => c.json({ items: development.people }));
  app.get("/development/jwks.json", (c) => c.json(development.keys));

  app.post("/development/sign-in", async (c) => {
    const { person } = await readJson<{ readonly person: string }>(c.req.raw, isSignIn);
    const found = development.people.find((one) => one.id === person);
    if (!found) throw new ProblemError("unknown-actor", { at: "/person" });
    return c.json({ token: await development.token(person, found.operator ? { operator: true } : {}) });
  });
}
