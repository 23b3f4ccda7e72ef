import { fileFieldsOf, filesNamed, withAt, type Json, type JsonObject } from "@linli/contracts";
import type { Engine } from "../../src/engine.js";
import { takeIn } from "../../src/files/take-in.js";
import { keepFile } from "../../src/operations/keep-file.js";
import { pixel } from "./keep-photo.js";

/** Keeps a small photo of somebody, and gives its id. */
export async function keepFor(engine: Engine, street: string, person: string): Promise<string> {
  const taken = takeIn(pixel);
  if (taken === undefined) throw new Error("The picture is not taken in.");
  return (await keepFile(engine, { id: person }, { street, file: { name: "photo.jpg", ...taken } })).body.id;
}

/** A record of an example in which every file that it names is a real one of whoever opens it; the same ones each time. */
export function realFiles(
  engine: Engine,
  street: string,
): (who: string, scenario: string, record: JsonObject) => Promise<JsonObject> {
  const kept = new Map<string, string>();
  return async (who, scenario, record) => {
    const known = engine.scenarios.get(scenario);
    if (known === undefined) return record;
    let real: Json = record;
    for (const { at, id } of filesNamed(
      fileFieldsOf(known.contract, known.pattern, engine.bundle.common).record,
      record,
    )) {
      const key = `${who} ${id}`;
      const file = kept.get(key) ?? (await keepFor(engine, street, who));
      kept.set(key, file);
      real = withAt(real, at, file);
    }
    return real as JsonObject;
  };
}
