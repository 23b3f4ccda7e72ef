import type { JsonSchema, Pointer, RecordView } from "@linli/contracts";
import type { Screen } from "../flow/screen.js";
import type { Part } from "../form/community-form.js";
import { loadFlows } from "../ui/flows/flow-words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";

/** A question of an action that is asked with what the street knows. */
export interface ActingField {
  readonly at: Pointer;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** Its name, in words. */
  readonly name: string;
}

/** What such a question may draw on. */
export interface Acting {
  readonly screen: Screen;
  readonly view: RecordView;
  readonly flow: FlowWords;
}

type Make = (field: ActingField, acting: Acting) => Promise<Part>;

const people = async (...of: Parameters<Make>) => (await import("./people-part.js")).peoplePart(...of);
const loaders: { readonly [type: string]: Make } = {
  actorId: people,
  ballot: async (...of) => (await import("./ballot-part.js")).ballotPart(...of),
  recordId: async (...of) => (await import("./record-part.js")).recordPart(...of),
  resourceId: async (...of) => (await import("./thing-part.js")).thingPart(...of),
  stars: async (...of) => (await import("./stars-part.js")).starsPart(...of),
  unitId: async (...of) => (await import("./unit-part.js")).unitPart(...of),
};

/** Questions of an action that are asked better than by an empty line: whom to send, which camera, how many stars. */
export async function actingParts(
  schema: JsonSchema,
  base: string,
  { screen, view }: Omit<Acting, "flow">,
): Promise<ReadonlyMap<Pointer, readonly Part[]>> {
  const required = new Set((schema.required ?? []) as readonly string[]);
  const fields = Object.entries((schema.properties ?? {}) as { readonly [name: string]: JsonSchema }).flatMap(
    ([name, field]) => {
      const isBallot = screen.contract.pattern === "deliberation" && base === "inputs/vote" && name === "choices";
      const make = loaders[isBallot ? "ballot" : typeOf(field)];
      const of = {
        at: `/${name}`,
        schema: field,
        required: required.has(name),
        name: screen.words.label(`${base}/${name}`, name),
      };
      return make === undefined ? [] : [{ make, of }];
    },
  );
  if (fields.length === 0) return new Map();
  const flow = await loadFlows(screen.words.locale);
  const parts = await Promise.all(fields.map(({ make, of }) => make(of, { screen, view, flow })));
  return new Map(fields.map(({ of }, i) => [of.at, [parts[i] as Part]] as const));
}

/** The shared definition that a field, or each of its items, is of. */
function typeOf(schema: JsonSchema): string {
  const type = schema["x-type"] ?? (schema.items as JsonSchema | undefined)?.["x-type"];
  return type === undefined && schema.type === "integer" && schema.minimum === 1 && schema.maximum === 5
    ? "stars"
    : String(type);
}
