import { kindLabelsOf, resolveSchema, type KindView, type Labels, type Locale } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { streetToRead } from "../protocol/street-at-hand.js";

/**
 * Reads what a form needs to ask for things of a kind, in a language.
 * @throws not-found
 */
export async function readKind(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly kind: string; readonly locale: Locale },
): Promise<KindView> {
  await streetToRead(engine, input.street);
  const found = engine.kinds.get(input.kind)?.kind;
  if (found === undefined) throw new ProblemError("not-found");
  const { common } = engine.bundle;
  const { kind, version, parent, opening } = found;
  const commonLabels = (common["labels"] ?? {}) as { readonly [locale: string]: Labels | undefined };
  return {
    kind,
    version,
    ...(parent === undefined ? {} : { parent }),
    schema: resolveSchema(found.schema, common),
    ...(opening === undefined ? {} : { opening }),
    labels: kindLabelsOf({ kind: found, common, commonLabels }, input.locale),
  };
}
