import { ProblemError } from "../engine.js";
import type { Caller, Engine } from "../engine.js";
import { isInScope, kindsInScope } from "../protocol/scope.js";
import { isUuid } from "../protocol/uuid.js";
import { inStreet } from "../store/in-street.js";
import { scenarioOfRecord } from "../store/records.js";
import { readResource } from "../store/resources.js";

/** A request of somebody whose token holds for some scenarios only. */
interface Asked {
  readonly engine: Engine;
  readonly caller: Caller & { readonly scope: NonNullable<Caller["scope"]> };
  readonly street: string;
  /** What stands in the address. */
  readonly named: string;
  readonly query: URLSearchParams;
}

type Rule = readonly [method: string, path: RegExp, isWithin: (asked: Asked) => boolean | Promise<boolean>];

const always = (): boolean => true;
const byScenario = ({ caller, named }: Asked): boolean => isInScope(caller, named);

/**
 * What such a token may ask: its scenarios, what they use, records of theirs. Everything else is refused, also what is added
 * to the hub later. What a body says (which scenario a record is opened for) and which events are seen, operations check.
 */
const rules: readonly Rule[] = [
  ["GET", /^\/me$/, always],
  ["GET", /^\/scenarios\/([^/]+)(?:\/availability)?$/, byScenario],
  ["GET", /^\/resources$/, ({ engine, caller, query }) => ofKinds(engine, caller).has(query.get("kind") ?? "")],
  ["GET", /^\/resources\/([^/]+)(?:\/availability)?$/, ofThing],
  ["POST", /^\/records$/, always],
  ["GET", /^\/records$/, ({ caller, query }) => isInScope(caller, query.get("scenario") ?? "") && !query.has("for")],
  ["GET", /^\/records\/([^/]+)(?:\/children)?(?:\/[^/]+)?$/, ofRecord],
  ["POST", /^\/records\/([^/]+)\/(?:actions\/)?[^/]+$/, ofRecord],
  ["POST", /^\/files$/, always],
  ["GET", /^\/files\/[^/]+$/, always],
  ["GET", /^\/events$/, always],
];

/**
 * Refuses what a token that holds for some scenarios may not ask.
 * @throws not-permitted
 */
export async function withinScope(engine: Engine, caller: Caller, request: Request): Promise<void> {
  const { scope } = caller;
  if (scope === undefined) return;
  const { pathname, searchParams: query } = new URL(request.url);
  const [, street = "", rest = ""] = /^\/v1\/streets\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  const method = request.method === "HEAD" ? "GET" : request.method;
  for (const [verb, path, isWithin] of rules) {
    const found = verb === method ? path.exec(rest) : null;
    if (found === null) continue;
    const named = decodeURIComponent(found[1] ?? "");
    if (await isWithin({ engine, caller: { ...caller, scope }, street: decodeURIComponent(street), named, query }))
      return;
  }
  throw new ProblemError("not-permitted");
}

function ofKinds(engine: Engine, { scope }: Asked["caller"]): ReadonlySet<string> {
  return kindsInScope(engine, scope.scenarios);
}

async function ofThing({ engine, caller, street, named }: Asked): Promise<boolean> {
  const row = await inStreet(engine.database, street, (query) => readResource(query, street, named));
  return row !== undefined && ofKinds(engine, caller).has(row.kind);
}

async function ofRecord({ engine, caller, street, named }: Asked): Promise<boolean> {
  if (!isUuid(named)) return false;
  const scenario = await inStreet(engine.database, street, (query) => scenarioOfRecord(query, street, named));
  return scenario !== undefined && isInScope(caller, scenario);
}
