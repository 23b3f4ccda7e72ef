import { bundle } from "@linli/contracts/bundle";
import type { JsonObject, ResourceKind } from "@linli/contracts";
import type { Ningwei } from "./ningwei.js";

/** Puts examples of resource kinds (`court/c-3`) into 宁围街道, what they are part of first. */
export async function putThings(ningwei: Ningwei, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [kindId = "", id = ""] = name.split("/");
    const kind = kindOf(kindId);
    const example = kind.examples.find((one) => one.id === id);
    if (example === undefined) throw new Error(`There is no example ${name}.`);
    const { parent, place, value } = example;
    if (kind.parent !== undefined && parent !== undefined) await putThings(ningwei, `${kind.parent}/${parent}`);
    const body: JsonObject = {
      id,
      kind: kindId,
      name: example.name,
      community: "ningan",
      value,
      ...(parent === undefined ? {} : { parent }),
      ...(place === undefined ? {} : { place: { ...place } }),
    };
    const { status, body: answer } = await ningwei.ask("operator", "POST /v1/streets/ningwei/resources", { body });
    if (status !== 201 && answer.code !== "already-there") throw new Error(`${name}: ${JSON.stringify(answer)}`);
  }
}

function kindOf(id: string): ResourceKind {
  for (const one of bundle.kinds) {
    const kind = "validate" in one ? one.kind : one;
    if (kind.kind === id) return kind;
  }
  throw new Error(`There is no kind ${id}.`);
}
