import {
  recordSchemaOf,
  resolveSchema,
  type Ground,
  type JsonSchema,
  type Machine,
  type Pointer,
} from "@linli/contracts";
import { interpretedSchema } from "@linli/contracts/interpreted";
import type { Engine } from "../engine.js";

/** The contracts of this hub, as a profile is held against them. */
export function profileGround(engine: Engine): Ground {
  const { common } = engine.bundle;
  const faulty = (schema: JsonSchema, value: unknown, at: Pointer = ""): readonly Pointer[] =>
    interpretedSchema(resolveSchema(schema, common))(value).map((fault) => at + fault.at);
  return {
    machines: new Map([...engine.scenarios].map(([id, { machine }]) => [id, machine])),
    catalog: engine.catalog,
    record: ({ contract }: Machine) => recordSchemaOf(contract, common),
    settings: ({ pattern }, settings) => faulty(pattern.settings, settings),
    parameters: ({ contract }, said) =>
      Object.entries(said).flatMap(([name, value]) => {
        const parameter = contract.parameters?.[name];
        return parameter === undefined ? [`/${name}`] : faulty(parameter.schema, value, `/${name}`);
      }),
  };
}
