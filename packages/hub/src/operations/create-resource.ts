import type { JsonObject, ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";
import { checkResource, writeResource } from "../protocol/write-resource.js";
import { uuid7 } from "../protocol/uuid.js";

/** A resource as staff enter it. */
export interface ResourceInput {
  /** Chosen by whoever makes it; absent: a uuid. */
  readonly id?: string;
  readonly kind: string;
  readonly name: string;
  /** Absent: that of what it is part of, else the street's first. */
  readonly community?: string;
  readonly parent?: string;
  readonly place?: { readonly lat: number; readonly lon: number; readonly address?: string };
  /** Absent: published. */
  readonly life?: "draft" | "published" | "closed" | "retired";
  readonly value: JsonObject;
}

/**
 * Makes a resource; operators, offices that cover its community, and who looks after what it is part of may.
 * @throws not-found, not-permitted, invalid, already-there, key-reused, busy
 */
export async function createResource(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly resource: ResourceInput; readonly key?: string },
): Promise<Answer<ResourceView>> {
  const { street, resource, key } = input;
  const id = resource.id ?? uuid7(engine, engine.clock());
  return writeResource(engine, caller, {
    street,
    id,
    do: "created",
    request: resource,
    key,
    ifMatch: undefined,
    ...(resource.parent === undefined ? {} : { with: [resource.parent] }),
    next: (plan) => {
      checkResource(plan, resource);
      const { kind, name, parent, place, life, value } = resource;
      const above = parent === undefined ? undefined : plan.resources.get(parent);
      const community = resource.community ?? above?.community ?? plan.street.jurisdictions[0]?.id ?? plan.street.id;
      return {
        id,
        kind,
        name,
        community,
        value,
        parent: parent ?? null,
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
        address: place?.address ?? null,
        life: life ?? "published",
        revision: 1,
      };
    },
  });
}
