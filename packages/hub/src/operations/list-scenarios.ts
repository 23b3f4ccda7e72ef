import type { Locale, ScenarioView } from "@linli/contracts";
import { ProblemError, type Caller, type Catalog, type Engine, type Scenario } from "../engine.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import type { Street } from "../store/streets.js";

/**
 * Lists the scenarios that this street runs, in its order; those of a collection in the collection's order.
 * @throws not-found (no such street or collection)
 */
export async function listScenarios(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly collection?: string; readonly locale?: string },
): Promise<{ readonly items: readonly ScenarioView[] }> {
  const street = await streetToRead(engine, input.street);
  const person = (await inStreet(engine.database, street.id, (query) => readPeople(query, street.id, [caller.id])))[
    caller.id
  ];
  const roles = new Set(person?.roles.map(({ role }) => role));
  const chosen = ordered(engine, street, input.collection).filter(
    (scenario) => street.profile?.select?.includes(scenario.contract.id) !== false,
  );
  return {
    items: chosen.map((scenario) =>
      scenarioView(scenario, street, { roles, locale: (input.locale ?? "zh-CN") as Locale }),
    ),
  };
}

function scenarioView(
  { contract }: Scenario,
  street: Street,
  reader: { readonly roles: ReadonlySet<string>; readonly locale: Locale },
): ScenarioView {
  const own = street.profile?.scenarios?.[contract.id]?.labels?.[reader.locale];
  const label = (path: string) => own?.[path] ?? contract.labels[reader.locale][path] ?? "";
  const { id, version, pattern } = contract;
  return {
    id,
    version,
    pattern,
    title: label("title"),
    summary: label("summary"),
    open: contract.people.open.some((role) => reader.roles.has(role)),
  };
}

function ordered(engine: Engine, street: Street, collection: string | undefined): readonly Scenario[] {
  const { catalog, scenarios } = engine;
  const inTree =
    catalog?.tree.flatMap((group) => group.children.flatMap((part) => part.children.map((leaf) => leaf.id))) ?? [];
  const places = new Map(
    [...(street.profile?.order ?? []), ...inTree].reverse().map((id, i): readonly [string, number] => [id, -i]),
  );
  const all = [...scenarios.values()].sort(
    (a, b) =>
      (places.get(a.contract.id) ?? 1) - (places.get(b.contract.id) ?? 1) || (a.contract.id < b.contract.id ? -1 : 1),
  );
  if (collection === undefined) return all;
  const said: Catalog["collections"][string] | undefined = catalog?.collections[collection];
  if (said === undefined) throw new ProblemError("not-found", { detail: collection });
  const nodes = said.nodes ?? [];
  return all
    .filter(({ contract }) => contract.pattern === said.pattern || nodes.some((node) => isIn(contract.id, node)))
    .sort(
      (a, b) =>
        nodes.findIndex((node) => isIn(a.contract.id, node)) - nodes.findIndex((node) => isIn(b.contract.id, node)),
    );
}

function isIn(scenario: string, node: string): boolean {
  return scenario === node || scenario.startsWith(`${node}.`);
}
