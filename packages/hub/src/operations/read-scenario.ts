import { actsPartOf, labelsOf, runPartOf, type JsonObject, type Labels, type Locale } from "@linli/contracts";
import { ProblemError, type Caller, type Engine, type Scenario } from "../engine.js";
import { learnContracts } from "../protocol/kept-contracts.js";
import { machineIn, ownSay, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { digestsOf } from "../store/contracts.js";
import { inStreet } from "../store/in-street.js";

/**
 * Reads the part of a contract that a screen needs, as this street runs it: with its own settings, and what the street's
 * profile says of the scenario as `profile`. Of a version that is no longer the hub's, under which records were opened, all that
 * shows such a record: what its actions take (`acts`) and its words (`labels`).
 * @throws not-found
 */
export async function readScenario(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly scenario: string; readonly version?: string; readonly locale?: Locale },
): Promise<JsonObject> {
  const street = await streetToRead(engine, input.street);
  const { version, locale = "zh-CN" } = input;
  const now = engine.scenarios.get(input.scenario);
  const isOther = version !== undefined && version !== now?.contract.version;
  const scenario = isOther
    ? await keptVersion(engine, street.id, { id: input.scenario, version })
    : scenarioIn(engine, street, input.scenario);
  const common = scenario.common ?? engine.bundle.common;
  const part = runPartOf(scenario.contract, scenario.pattern, common);
  const { settings, parameters } = machineIn(engine, street, scenario);
  const profile = ownSay(engine, street, scenario);
  return {
    ...part,
    settings: Object.fromEntries(Object.keys(part.settings).map((name) => [name, settings[name]])),
    ...(part.parameters === undefined ? {} : { parameters }),
    ...(profile === undefined ? {} : { profile }),
    ...(isOther
      ? {
          acts: actsPartOf(scenario.contract, scenario.pattern, common),
          labels: wordsOf(engine, scenario, locale),
        }
      : {}),
  } as unknown as JsonObject;
}

/** A version that was kept because records were opened under it; also of what the street no longer offers. */
async function keptVersion(
  engine: Engine,
  street: string,
  { id, version }: { readonly id: string; readonly version: string },
): Promise<Scenario> {
  const digest = await inStreet(engine.database, street, async (query) => {
    const [last] = await digestsOf(query, id, version);
    if (last !== undefined) await learnContracts(engine, query, [{ scenario: id, digest: last }]);
    return last;
  });
  const scenario = digest === undefined ? undefined : engine.kept.get(digest);
  if (scenario === undefined) throw new ProblemError("not-found");
  return scenario;
}

function wordsOf({ bundle }: Engine, { contract, pattern }: Scenario, locale: Locale): Labels {
  const kinds = bundle.kinds.map((one) => ("validate" in one ? one.kind : one));
  const { labels, ...common } = bundle.common;
  return labelsOf(
    { contract, pattern, kinds, common, commonLabels: (labels ?? {}) as { [tag: string]: Labels } },
    locale,
  );
}
