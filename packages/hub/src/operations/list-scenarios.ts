import { inOrder, type CatalogChoices, type Locale, type ScenarioView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine, type Scenario } from "../engine.js";
import { scenariosIn, streetToRead, wordIn } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import type { Street } from "../store/streets.js";

/**
 * Lists the scenarios that this street runs, in its order; those of a collection in its order too, then in the collection's.
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
  return {
    items: ordered(engine, street, input.collection).map((scenario) =>
      scenarioView(engine, scenario, street, { roles, locale: (input.locale ?? "zh-CN") as Locale }),
    ),
  };
}

function scenarioView(
  engine: Engine,
  scenario: Scenario,
  street: Street,
  reader: { readonly roles: ReadonlySet<string>; readonly locale: Locale },
): ScenarioView {
  const label = (path: string) => wordIn(engine, street, scenario, { path, locale: reader.locale }) ?? "";
  const { contract } = scenario;
  const { id, version, pattern } = contract;
  return {
    id,
    version,
    pattern,
    title: label("title"),
    summary: label("summary"),
    open: contract.people.open.some((role) => reader.roles.has(role)),
    ...placeOf(engine.catalog, id, reader.locale),
  };
}

/** Where a scenario stands: in which field, and for which need people look there. */
function placeOf(
  catalog: CatalogChoices | undefined,
  scenario: string,
  locale: Locale,
): Pick<ScenarioView, "field" | "need"> {
  const field = catalog?.tree.find(({ id }) => scenario.startsWith(`${id}.`));
  const need = catalog?.needs.find(({ fields }) => field !== undefined && fields.includes(field.id));
  return {
    ...(field && { field: { id: field.id, title: field.titles[locale] } }),
    ...(need && { need: { id: need.id, title: need.titles[locale] } }),
  };
}

function ordered(engine: Engine, street: Street, collection: string | undefined): readonly Scenario[] {
  const { catalog } = engine;
  if (collection !== undefined && catalog?.collections[collection] === undefined)
    throw new ProblemError("not-found", { detail: collection });
  return inOrder(scenariosIn(engine, street), ({ contract }) => contract, {
    profile: street.profile,
    catalog,
    collection,
  });
}
