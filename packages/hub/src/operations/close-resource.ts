import type { ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";
import { writeResource } from "../protocol/write-resource.js";
import type { ResourceRow } from "../store/rows.js";

/**
 * Closes a resource: nothing new can be opened on it; what is booked stays.
 * @throws not-found, not-permitted, stale-revision, key-reused, busy
 */
export async function closeResource(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string; readonly ifMatch?: number; readonly key?: string },
): Promise<Answer<ResourceView>> {
  const { street, id, key, ifMatch } = input;
  return writeResource(engine, caller, {
    street,
    id,
    do: "closed",
    request: {},
    key,
    ifMatch,
    next: (_, before) => ({ ...(before as ResourceRow), life: "closed", revision: (before?.revision ?? 0) + 1 }),
  });
}
