import { at, evaluate, timeIn, truthy, type Json, type JsonObject } from "@linli/contracts";
import { householdOf, rolesOf } from "./people.js";
import { community, type Rehearsed, type Roll, type RollEntry, type Street } from "./street.js";

/** How many have a say: people, households or houses. */
export function rollSize(roll: Roll | undefined): number {
  return new Set([...(roll?.values() ?? [])].map((entry) => entry.unit)).size;
}

/** Who would be on the record's roll now: for a vote whom its ballot names, else its audience. */
export function rollOf(street: Street, { machine, state }: Rehearsed): Roll {
  const ballot = machine.settings["ballot"] as JsonObject | undefined;
  const audience = machine.settings["audience"] as
    | { readonly roles?: readonly string[]; readonly ages?: { readonly from?: number; readonly until?: number } }
    | undefined;
  const rule = ballot?.["roll"];
  if (typeof rule === "object" && rule !== null && "kind" in rule)
    return rollByResources(street, state.data, rule as JsonObject);
  const said = rule as { readonly roles?: readonly string[]; readonly named?: string } | undefined;
  const names = said?.named === undefined ? undefined : at(state.data, said.named);
  const roles = said?.roles ?? audience?.roles ?? ["resident"];
  const unit = ballot?.["unit"];
  const entries = Object.entries(street.people).flatMap(([name, member]): readonly (readonly [string, RollEntry])[] => {
    const isOn = Array.isArray(names) ? names.includes(name) : rolesOf(member).some((role) => roles.includes(role));
    if (!isOn) return [];
    const born = member.birthDate;
    const years =
      born === undefined
        ? undefined
        : Number(street.now.slice(0, 4)) - Number(born.slice(0, 4)) - (street.now.slice(5, 10) < born.slice(5) ? 1 : 0);
    const { from, until } = audience?.ages ?? {};
    if (years !== undefined && ((from !== undefined && years < from) || (until !== undefined && years > until)))
      return [];
    return [
      [
        name,
        {
          unit: unit === "household" || unit === "house" ? householdOf(street, name) : name,
          weights: { head: 1, area: 1, share: 1 },
        },
      ],
    ];
  });
  return new Map(entries);
}

/** What the ballots of a record come to now; `undefined`: it is not voted on. */
export function tallyOf(street: Street, { machine, state, children, roll }: Rehearsed): JsonObject | undefined {
  const ballot = machine.settings["ballot"] as JsonObject | undefined;
  if (ballot === undefined) return undefined;
  const said = ballot["options"];
  const options =
    typeof said === "string"
      ? ((at(state.data, said) as readonly Json[] | undefined) ?? [])
      : ((said as readonly Json[] | undefined) ?? []);
  const ballots = children.filter((child) => child.kind === "ballots");
  const weight = (name: string, by: string): number => roll?.get(name)?.weights[by] ?? 0;
  const sum = (names: readonly string[], by: string): number =>
    names.reduce((total, name) => total + weight(name, by), 0);
  const chosen = (option: number): readonly string[] =>
    ballots
      .filter((child) => (child.input["choices"] as readonly number[] | undefined)?.includes(option) === true)
      .map((child) => child.by);
  const voted = ballots.map((child) => child.by);
  const onePerUnit = [...new Map([...(roll ?? [])].map(([name, entry]) => [entry.unit, name])).values()];
  const rules = ((ballot["pass"] ?? []) as readonly JsonObject[]).filter(
    (rule) =>
      rule["when"] === undefined ||
      truthy(
        evaluate(
          rule["when"],
          { record: state.data, derived: state.derived, settings: machine.settings, parameters: machine.parameters },
          timeIn(street.zone),
        ),
      ),
  );
  const passed = rules.every((rule) => {
    const by = String(rule["by"]);
    const [part, whole] =
      rule["of"] === "turnout" ? [sum(voted, by), sum(onePerUnit, by)] : [sum(chosen(0), by), sum(voted, by)];
    const least = rule["atLeast"] as readonly [number, number] | undefined;
    const more = rule["moreThan"] as readonly [number, number] | undefined;
    if (least !== undefined && part * least[1] < whole * least[0]) return false;
    if (more !== undefined && part * more[1] <= whole * more[0]) return false;
    return whole > 0;
  });
  return { options: options.length, counts: options.map((_, i) => chosen(i).length), passed };
}

/** People who have a say through resources: owners through their houses. Who has it through several is one head. */
function rollByResources(street: Street, data: JsonObject, rule: JsonObject): Roll {
  const parent = typeof rule["of"] === "string" ? at(data, rule["of"]) : undefined;
  const roll = new Map<string, RollEntry>();
  for (const resource of street.resources.values()) {
    if (resource.kind !== rule["kind"] || (parent !== undefined && parent !== community && resource.parent !== parent))
      continue;
    const voter = at(resource.value, String(rule["voter"]));
    if (typeof voter !== "string") continue;
    const weights = { ...(roll.get(voter)?.weights ?? { head: 1, area: 0, share: 0 }) };
    for (const by of ["area", "share"] as const) {
      const pointer = rule[by];
      const found = typeof pointer === "string" ? at(resource.value, pointer) : undefined;
      if (typeof found === "number") weights[by] = (weights[by] ?? 0) + found;
    }
    roll.set(voter, { unit: voter, weights });
  }
  return roll;
}
