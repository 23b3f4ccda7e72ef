import { resolveSchema, type JsonObject, type JsonSchema, type StatisticsView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { machineIn, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { unitsAbove } from "../protocol/units-of.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { readResource } from "../store/resources.js";
import { answersOf } from "../store/records.js";

/**
 * Counts what was answered in a survey, of one round or of all: for who answers for it. No figure is told of fewer answers
 * than the contract's `smallestCell`, nor one from which such a figure could be reckoned.
 * @throws not-found (no such scenario, or it is no survey), not-permitted
 */
export async function readStatistics(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly scenario: string; readonly resource?: string },
): Promise<StatisticsView> {
  const street = await streetToRead(engine, input.street);
  const scenario = scenarioIn(engine, street, input.scenario);
  const machine = machineIn(engine, street, scenario);
  if (machine.pattern.pattern !== "survey") throw new ProblemError("not-found");
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const thing = input.resource === undefined ? undefined : await readResource(query, street.id, input.resource);
    // Who holds a role of one thing alone is told of that thing; who holds it of a community, of all that is asked in the street.
    const units = new Set<unknown>(
      thing === undefined
        ? [street.id, ...street.jurisdictions.map(({ id }) => id)]
        : [...unitsAbove(street, thing.community ?? street.id), thing.id, thing.parent],
    );
    const isHandler = person?.roles.some(
      ({ role, unit }) =>
        machine.contract.people.handler.includes(role) && (unit === undefined || unit === "" || units.has(unit)),
    );
    if (isHandler !== true && caller.operator !== true) throw new ProblemError("not-permitted");
    const asked = { scenario: input.scenario, resource: input.resource };
    const answers = await answersOf(query, street.id, asked);
    const smallest = Number(machine.settings["smallestCell"] ?? 5);
    const head = {
      scenario: input.scenario,
      ...(input.resource === undefined ? {} : { resource: input.resource }),
      smallest,
    };
    if (answers.length < smallest) return { ...head, fields: {} };
    const schema = resolveSchema(machine.contract.record, engine.bundle.common);
    const fields = countable(schema, "").flatMap(([pointer, values]) => {
      const counts = told(countsOf(answers, pointer, values), smallest);
      return counts === undefined ? [] : [[pointer, counts] as const];
    });
    return { ...head, answers: answers.length, fields: Object.fromEntries(fields) };
  });
}

/** Fields of which each value can be counted: choices, yes or no, short scales; inside of objects too. Texts are none. */
function countable(schema: JsonSchema, at: string): readonly (readonly [pointer: string, values: readonly string[]])[] {
  const items = schema["items"];
  const of = typeof items === "object" && items !== null && !Array.isArray(items) ? (items as JsonSchema) : schema;
  const { type, minimum, maximum } = of;
  const choices = of["enum"];
  if (Array.isArray(choices)) return [[at, choices.map(String)]];
  if (type === "boolean") return [[at, ["true", "false"]]];
  if (type === "integer" && typeof minimum === "number" && typeof maximum === "number" && maximum - minimum <= 20)
    return [[at, Array.from({ length: maximum - minimum + 1 }, (_, i) => String(minimum + i))]];
  const properties = (schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema };
  return Object.entries(properties).flatMap(([name, part]) => countable(part, `${at}/${name}`));
}

function countsOf(answers: readonly JsonObject[], pointer: string, values: readonly string[]): Map<string, number> {
  const counts = new Map(values.map((value) => [value, 0]));
  for (const answer of answers) {
    const found = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((here, name) => (here as JsonObject | undefined)?.[name], answer);
    for (const one of Array.isArray(found) ? (found as readonly unknown[]) : [found]) {
      const value = String(one);
      if (counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * The counts that may be told. What is left out could be reckoned from the others in sum: so there is more than one of them,
 * and together they are no fewer than a figure may be.
 */
function told(counts: ReadonlyMap<string, number>, smallest: number): StatisticsView["fields"][string] | undefined {
  const given = [...counts].filter(([, count]) => count > 0).sort(([, a], [, b]) => a - b);
  let hidden = given.filter(([, count]) => count < smallest).length;
  const sum = () => given.slice(0, hidden).reduce((total, [, count]) => total + count, 0);
  while (hidden > 0 && hidden < given.length && (hidden < 2 || sum() < smallest)) hidden++;
  const shown = given.slice(hidden);
  return shown.length === 0 ? undefined : { counts: Object.fromEntries(shown), fewer: hidden > 0 };
}
