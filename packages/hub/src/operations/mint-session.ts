import { ProblemError, type Engine } from "../engine.js";
import { isSecret } from "../protocol/client-secret.js";
import { scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { signSession } from "../sessions.js";
import { readClient } from "../store/clients.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";

/** What a host asks for. */
export interface SessionInput {
  readonly person: string;
  readonly scenarios: readonly string[];
  /** How long it holds; absent: a quarter of an hour. */
  readonly seconds?: number;
}

/** A token for a widget on a host's page. */
export interface SessionView {
  readonly token: string;
  /** When it ends. */
  readonly until: string;
  readonly person: string;
  readonly scenarios: readonly string[];
}

const quarter = 900;

/**
 * Mints a token for one person and some scenarios, for a page of a host that knows the person by means of its own. The host
 * says who it is by its secret; with the token she can do what a resident can in those scenarios, and nothing else.
 * @throws not-found, wrong-token (no such host, or another secret), unknown-actor (no member), not-permitted (a scenario
 * for which the host may hand over nobody)
 */
export async function mintSession(
  engine: Engine,
  host: { readonly id: string; readonly secret: string },
  input: { readonly street: string; readonly session: SessionInput },
): Promise<SessionView> {
  const street = await streetToRead(engine, input.street);
  const { person, scenarios, seconds = quarter } = input.session;
  const [, id = ""] = host.id.startsWith(`${street.id}.`) ? [street.id, host.id.slice(street.id.length + 1)] : [];
  const { client, people } = await inStreet(engine.database, street.id, async (query) => ({
    client: await readClient(query, street.id, id),
    people: await readPeople(query, street.id, [person]),
  }));
  const isHost = client !== undefined && client.kind === "host" && client.revoked === null;
  if (!isHost || !(await isSecret(host.secret, client.secret))) throw new ProblemError("wrong-token");
  for (const scenario of scenarios) {
    scenarioIn(engine, street, scenario);
    if (client.scenarios?.includes(scenario) === false) throw new ProblemError("not-permitted", { detail: scenario });
  }
  if (people[person] === undefined) throw new ProblemError("unknown-actor", { at: "/person" });
  const from = engine.clock();
  const until = Math.floor(from / 1000) * 1000 + seconds * 1000;
  const claims = { street: street.id, person, scenarios, host: id, from, until };
  const token = await signSession(engine.secrets, claims);
  return { token, until: new Date(until).toISOString(), person, scenarios };
}
