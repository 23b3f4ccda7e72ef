import {
  every,
  isAmong,
  localInstant,
  visible,
  visibleDerived,
  visibleInput,
  type Machine,
  type RecordView,
  type ResourceView,
  type TallyView,
  type UseView,
} from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { Loaded } from "../store/load.js";
import type { ResourceRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { anonymous, isAnonymous } from "./anonymity.js";
import { isOpenAt, openingOf } from "./opening-hours.js";
import { partyOf, type People } from "./people.js";
import { childrenOf } from "./plan.js";
import type { Reader } from "./reader.js";

/** What a view is made from. */
export interface Look {
  readonly engine: Engine;
  readonly street: Street;
  readonly now: string;
  readonly people: People;
  readonly resources: ReadonlyMap<string, ResourceRow>;
}

/** A record as somebody may see it: what is hidden from her is absent. */
export function viewOf(
  look: Look,
  whole: WholeRecord,
  machine: Machine,
  reader: Reader,
  around: Pick<RecordView, "nearest" | "duplicates"> = {},
): RecordView {
  const { street, people } = look;
  const { row, certificate } = whole;
  const { isInsider } = reader;
  const local = (moment: string) => localInstant(moment, street.zone);
  const isHers = reader.as.includes("opener") || reader.as.includes("subject");
  const hides = !isHers && isAnonymous(machine, row.data);
  const party = (id: string) => (hides ? { id: anonymous } : isInsider ? partyOf(id, people, street) : { id });
  const waiting = whole.queued?.[0];
  return {
    id: row.id,
    street: street.id,
    community: row.community,
    scenario: row.scenario,
    version: row.version,
    pattern: machine.pattern.pattern,
    state: row.state,
    flags: row.flags,
    record: visible(machine, row.data, reader.onlooker),
    derived: visibleDerived(machine, row.derived, reader.onlooker),
    ...(row.period === null ? {} : { period: row.period }),
    subject: party(row.subject),
    opener: party(row.opener),
    ...(isInsider && isBehalf(row.relation) ? { relation: row.relation } : {}),
    assignees: isInsider ? row.assignees.map(party) : [],
    uses: row.uses.map((use) => {
      const thing = look.resources.get(use.id);
      return { ...use, name: thing?.name ?? use.id, ...placeIn(thing) };
    }),
    ...around,
    ...stagesView(machine, whole, reader, local),
    clocks: isInsider ? clocksView(whole, local) : [],
    children: Object.fromEntries(Object.entries(childrenOf(whole)).map(([kind, { count }]) => [kind, count])),
    actions: reader.actions,
    ...(waiting === undefined ? {} : { waiting: waiting.ahead + 1 }),
    ...(certificate === null || !isInsider
      ? {}
      : {
          certificate: {
            number: certificate.number,
            code: certificate.code,
            ...(certificate.until === null ? {} : { until: local(certificate.until) }),
            verify: `/v1/verify/${certificate.code}`,
          },
        }),
    ...(whole.links === null || whole.links.length === 0 || !isInsider
      ? {}
      : { links: whole.links.map(({ rel, other, scenario }) => ({ rel, record: other, scenario })) }),
    ...(whole.roll === 0 ? {} : { roll: whole.roll }),
    ...(row.tally === null ? {} : { tally: row.tally as unknown as TallyView }),
    opened: local(row.opened),
    entered: local(row.entered),
    changed: local(row.changed),
    revision: row.revision,
  };
}

/** Whether somebody opened a record in another's name. */
function isBehalf(relation: string): relation is NonNullable<RecordView["relation"]> {
  return relation === "guardian" || relation === "mandate" || relation === "staff";
}

function stagesView(
  machine: Machine,
  { row }: WholeRecord,
  reader: Reader,
  local: (moment: string) => string,
): Pick<RecordView, "stages"> {
  const here = (machine.contract.stages ?? []).filter((stage) => stage.in === row.state);
  // Whoever may take a stage must know which.
  if (here.length === 0 || !(reader.isInsider || reader.actions.includes("advance"))) return {};
  const isOpen = reader.as.includes("handler") || reader.as.includes("assignee");
  return {
    stages: here.map(({ id, in: state }) => {
      const [at, said] = [row.stage_at[id], row.stages[id]];
      const asked = { action: "advance", stage: id, isMine: false, isOpen };
      const input = said === undefined ? undefined : visibleInput(machine, { ...asked, input: said }, reader.onlooker);
      return {
        id,
        in: state,
        done: id in row.stages,
        ...(at === undefined ? {} : { at: local(at) }),
        ...(input === undefined ? {} : { input }),
      };
    }),
  };
}

function clocksView({ clocks }: WholeRecord, local: (moment: string) => string): RecordView["clocks"] {
  return (clocks ?? []).flatMap(({ name, rule, due, act }) => {
    if (due === null || name !== rule || act?.again !== undefined) return [];
    const then = act?.then;
    return [
      {
        id: rule,
        due: local(due),
        ...(then === undefined ? {} : { then: typeof then === "string" ? then : then.flag }),
      },
    ];
  });
}

/** What a load asks for what is nearest to a record; `undefined`: nothing, or not for this reader. */
export function nearestAsk(
  machine: Machine,
  { row }: WholeRecord,
  reader: Reader,
):
  | { readonly kinds: readonly string[]; readonly lat: number; readonly lon: number; readonly count: number }
  | undefined {
  const nearest = machine.settings["nearest"] as
    { readonly kinds: readonly string[]; readonly count: number } | undefined;
  const mayLook = worksOn(reader) || seesNearest(machine, reader);
  if (nearest === undefined || row.lat === null || row.lon === null || row.ended || !mayLook) return undefined;
  // Some of them may be closed now.
  return { kinds: nearest.kinds, lat: row.lat, lon: row.lon, count: nearest.count * 4 };
}

function worksOn({ as }: Reader): boolean {
  return as.includes("handler") || as.includes("assignee");
}

/** Whether the contract shows to somebody who does not work on a record who is on the way to it. */
function seesNearest(machine: Machine, { onlooker }: Reader): boolean {
  return isAmong(machine.contract.people.see?.["nearest"] ?? [], onlooker);
}

/**
 * The nearest that are open now, by kind in the contract's order, nearest first; for those who do not work on the record only
 * who is on the way: things to which it was given, or to whom they belong.
 */
export function nearestView(
  look: Look,
  machine: Machine,
  found: Loaded["nearest"],
  of: { readonly whole: WholeRecord; readonly reader: Reader },
): readonly UseView[] {
  if (worksOn(of.reader)) return openNearest(look, machine, found);
  const { assignees } = of.whole.row;
  const comes = (row: ResourceRow) => [row.id, ...actorsOf(look, row)].some((id) => assignees.includes(id));
  return openNearest(look, machine, (found ?? []).filter(comes));
}

/** People or devices that act for a thing. */
function actorsOf({ engine }: Look, { kind, value }: ResourceRow): readonly string[] {
  const { actors = [], people = [] } = engine.kinds.get(kind)?.fields ?? {};
  return [...actors, ...people].flatMap((pointer) => every(value, pointer)).map((one) => String(one.value));
}

function openNearest(look: Look, machine: Machine, found: Loaded["nearest"]): readonly UseView[] {
  const { kinds, count } = machine.settings["nearest"] as { readonly kinds: readonly string[]; readonly count: number };
  return kinds.flatMap((kind) =>
    (found ?? [])
      .filter(
        (row) => row.kind === kind && isOpenAt(openingOf(look.engine.kinds.get(kind), row), look.now, look.street.zone),
      )
      .slice(0, count)
      .map((row) => ({ kind, id: row.id, name: row.name, metres: Math.round(row.metres), ...placeIn(row) })),
  );
}

/** Where a thing is, as a member of what says it. */
function placeIn(row: ResourceRow | undefined): Pick<UseView, "place"> {
  if (row === undefined || row.lat === null || row.lon === null) return {};
  return { place: { lat: row.lat, lon: row.lon, ...(row.address === null ? {} : { address: row.address }) } };
}

/** A resource as the hub shows it. */
export function resourceView(
  look: Pick<Look, "engine" | "street" | "now">,
  row: ResourceRow,
  metres?: number,
): ResourceView {
  const { id, kind, name, parent, community, life, value, revision } = row;
  const opening = openingOf(look.engine.kinds.get(kind), row);
  return {
    id,
    kind,
    name,
    community,
    life,
    value,
    revision,
    ...(parent === null ? {} : { parent }),
    ...placeIn(row),
    ...(opening === undefined
      ? {}
      : { opening, openNow: life === "published" && isOpenAt(opening, look.now, look.street.zone) }),
    ...(metres === undefined ? {} : { metres: Math.round(metres) }),
  };
}
