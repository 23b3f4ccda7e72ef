import type { Engine } from "../engine.js";
import { listMembers } from "../operations/list-members.js";
import { putMember } from "../operations/put-member.js";
import type { MemberInput } from "../operations/put-member.js";
import { putSignIn } from "../operations/put-sign-in.js";
import type { App } from "./env.js";
import { pageLink } from "./page-link.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isMember = validateShape(bodies.member);
const isSignIn = validateShape(bodies.memberSignIn);

/** Members of a street: who they are, their roles, facts, guardians and mandates. */
export function memberRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/members", async (c) => {
    const query = readQuery(c.req.url, queries.members);
    const page = await listMembers(engine, c.get("caller"), { street: c.req.param("street"), ...query });
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.put("/v1/streets/:street/members/:member", async (c) => {
    const member = await readJson<MemberInput>(c.req.raw, isMember);
    const { street, member: id } = c.req.param();
    return c.json(await putMember(engine, c.get("caller"), { street, id, member }));
  });

  app.put("/v1/streets/:street/members/:member/sign-in", async (c) => {
    const said = await readJson<{ readonly phone?: string }>(c.req.raw, isSignIn);
    return c.json(await putSignIn(engine, c.get("caller"), { ...c.req.param(), ...said }));
  });
}
