import type { ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";
import { checkResource, writeResource } from "../protocol/write-resource.js";
import type { ResourceInput } from "./create-resource.js";

/**
 * Changes a resource: all that is said of it stands in place of what was. What is held of it already stays held.
 * @throws not-found, not-permitted, invalid, stale-revision, key-reused, busy
 */
export async function changeResource(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly id: string;
    readonly resource: Omit<ResourceInput, "id" | "kind">;
    readonly ifMatch?: number;
    readonly key?: string;
  },
): Promise<Answer<ResourceView>> {
  const { street, id, resource, key, ifMatch } = input;
  return writeResource(engine, caller, {
    street,
    id,
    do: "changed",
    request: resource,
    key,
    ifMatch,
    ...(resource.parent === undefined ? {} : { with: [resource.parent] }),
    next: (plan, before) => {
      const { name, parent, place, life, value, community } = resource;
      const kind = before?.kind ?? "";
      checkResource(plan, { ...resource, kind });
      return {
        id,
        kind,
        name,
        value,
        community: community ?? before?.community ?? plan.street.id,
        parent: parent ?? null,
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
        address: place?.address ?? null,
        life: life ?? before?.life ?? "published",
        revision: (before?.revision ?? 0) + 1,
      };
    },
  });
}
