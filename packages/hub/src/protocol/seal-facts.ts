import type { Engine } from "../engine.js";
import { sealDocument } from "../seal/seal-document.js";
import type { AssertedFact } from "../store/rows.js";

/** Facts of a person as they lie in the data base: all are sealed but those by which SQL finds people. */
export async function sealFacts(
  engine: Engine,
  street: string,
  facts: { readonly [fact: string]: AssertedFact },
): Promise<{ readonly [fact: string]: AssertedFact }> {
  const names = Object.keys(facts).filter((name) => name !== "birthDate");
  const sealed: unknown = await sealDocument(
    engine.keyring,
    street,
    facts as never,
    names.map((name) => `/${name}`),
  );
  return sealed as { readonly [fact: string]: AssertedFact };
}
