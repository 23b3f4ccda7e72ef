import type { Machine, OpenRequest, RecordView } from "@linli/contracts";
import { ProblemError, type Caller } from "../engine.js";
import type { Ask, Loaded } from "../store/load.js";
import type { PersonRow } from "../store/rows.js";
import { aroundRecord } from "./around.js";
import { askAboutFiles, filesOpened, refuseUnknownFiles } from "./files-named.js";
import { namedIn, planOpening, prepareOpening } from "./opening.js";
import { actorOf, relationTo } from "./people.js";
import { loadInto, stale, stateOf, type Plan } from "./plan.js";
import { readerOf } from "./reader.js";
import { machineIn, scenarioIn } from "./street-at-hand.js";
import { unitsOf } from "./units-of.js";
import { viewOf } from "./view.js";

/** Somebody, and what she wants to open. */
export interface Asked {
  readonly caller: Caller;
  readonly request: OpenRequest;
}

/**
 * Opens a record for somebody in a plan: says in what right she asks, for whom, and which community answers.
 * @throws unknown-file, and as {@link planOpening}
 * @param begin Loads: the first time with the key of the request, then as part of the plan.
 */
export async function openFor(
  plan: Plan,
  begin: (ask: Omit<Ask, "key">) => Promise<Loaded>,
  { caller, request }: Asked,
): Promise<{ readonly status: 200 | 201; readonly body: RecordView }> {
  const { engine, street } = plan;
  const scenario = scenarioIn(engine, street, request.scenario);
  const machine = machineIn(engine, street, scenario);
  const { record: input, options, consent } = request;
  const assumed = assumptionsOf(plan, caller, request, machine);
  const named = namedIn(machine, input);
  for (const id of named) {
    const known = engine.cache.resources.get(`${street.id}/${id}`);
    if (known) plan.resources.set(id, known);
  }
  const before = new Map([...plan.resources].map(([id, row]) => [id, row.revision]));
  const draft = {
    scenario,
    machine,
    actor: { id: caller.id, roles: [] },
    subject: assumed.subject,
    community: "",
    relation: "self",
    input,
    options,
    consent,
  };
  const prepared = await prepareOpening(plan, draft, assumed.household);
  const files = filesOpened(engine, scenario, input);
  const loaded = await begin({
    ...askAboutFiles(files),
    people: [...new Set([caller.id, assumed.subject])],
    ...(assumed.subject === caller.id ? {} : { standing: { holder: caller.id, subject: assumed.subject } }),
    ...prepared.ask,
  });
  const [opener, subject] = [plan.people.get(caller.id), plan.people.get(assumed.subject)];
  keepPeople(plan, [opener, subject]);
  // What was at hand decided what was loaded: where it is old, load again.
  const isOld = named.some((id) => plan.resources.get(id)?.revision !== before.get(id));
  if (isOld || JSON.stringify(assumptionsOf(plan, caller, request, machine)) !== JSON.stringify(assumed)) throw stale;
  const community = communityOf(plan, request, machine, { opener, subject });
  const units = unitsOf(street, { community, uses: named.map((id) => ({ id })) }, plan.resources);
  const actor = actorOf(caller, opener, units);
  const relation = rightOf(plan, {
    machine,
    subject: assumed.subject,
    loaded,
    actor: { ...actor, household: opener?.household },
  });
  if (machine.contract.people.subject === "person" && assumed.subject !== caller.id && subject === undefined)
    throw new ProblemError("unknown-actor", { at: "/subject" });
  const opened = await planOpening(plan, { ...draft, actor, community, relation }, prepared, loaded);
  const { record: whole } = opened;
  const works = actor.roles.some((role) => machine.contract.people.handler.includes(role));
  refuseUnknownFiles(files, loaded.files, { id: caller.id, works });
  const reader = readerOf(machine, whole, stateOf(whole, street.zone), caller, {
    street,
    now: plan.now,
    person: opener,
    standing: loaded.standing,
    resources: plan.resources,
  });
  const look = { engine, street, now: plan.now, people: plan.people, resources: plan.resources };
  const around = await aroundRecord(look, machine, { whole, reader }, (ask) => loadInto(plan, ask));
  return { status: opened.folded ? 200 : 201, body: viewOf(look, whole, machine, reader, around) };
}

/** Whom the record is for, and her household, as far as is known before anything is loaded. */
function assumptionsOf(
  plan: Plan,
  caller: Caller,
  request: OpenRequest,
  machine: Machine,
): { readonly subject: string; readonly household: string | null } {
  const known = (id: string) => plan.engine.cache.people.get(`${plan.street.id}/${id}`);
  const mine = known(caller.id);
  const subject = request.subject ?? ownSubject(plan, request, machine, { id: caller.id, ...mine });
  return { subject, household: known(subject)?.household ?? null };
}

function ownSubject(
  plan: Plan,
  request: OpenRequest,
  machine: Machine,
  caller: { readonly id: string; readonly household?: string | null; readonly community?: string | null },
): string {
  switch (machine.contract.people.subject) {
    case "person":
      return caller.id;
    case "household":
      return caller.household ?? caller.id;
    case "community":
      return request.community ?? caller.community ?? plan.street.jurisdictions[0]?.id ?? plan.street.id;
    case "jurisdiction":
      return request.community ?? plan.street.id;
  }
}

function keepPeople(plan: Plan, people: readonly (PersonRow | undefined)[]): void {
  const { cache } = plan.engine;
  if (cache.people.size > 20_000) cache.people.clear();
  for (const person of people) if (person) cache.people.set(`${plan.street.id}/${person.id}`, person);
}

/**
 * The community that answers: the one that was said, else that of what is used, of the subject, of the opener.
 * @throws invalid where the one that was said is none of the street's
 */
function communityOf(
  plan: Plan,
  request: OpenRequest,
  machine: Machine,
  { opener, subject }: { readonly opener: PersonRow | undefined; readonly subject: PersonRow | undefined },
): string {
  const { street } = plan;
  const isOurs = (id: string) => id === street.id || street.jurisdictions.some((one) => one.id === id);
  if (request.community !== undefined) {
    if (!isOurs(request.community))
      throw new ProblemError("invalid", { faults: [{ at: "/community", keyword: "community" }] });
    return request.community;
  }
  const ofSubject =
    machine.contract.people.subject === "community" && request.subject !== undefined && isOurs(request.subject)
      ? request.subject
      : undefined;
  const [first] = namedIn(machine, request.record);
  const used = first === undefined ? undefined : plan.resources.get(first)?.community;
  return ofSubject ?? subject?.community ?? used ?? opener?.community ?? street.jurisdictions[0]?.id ?? street.id;
}

/** In what right the opener asks; only people need one, for others. */
function rightOf(
  plan: Plan,
  asked: {
    readonly machine: Machine;
    readonly subject: string;
    readonly loaded: Loaded;
    readonly actor: Parameters<typeof relationTo>[1];
  },
): string {
  const { machine, subject, loaded, actor } = asked;
  const { people, id } = machine.contract;
  if (people.subject === "community" || people.subject === "jurisdiction") return "self";
  const right = relationTo(subject, actor, loaded.standing, { id, behalf: people.behalf ?? [], now: plan.now });
  if (right === undefined) throw new ProblemError("not-permitted");
  if (right === "guardian") plan.expects.guardian = { holder: actor.id, subject };
  const revision = loaded.standing?.mandate?.revision;
  if (right === "mandate" && revision !== undefined) plan.expects.mandate = { holder: actor.id, subject, revision };
  return right;
}
