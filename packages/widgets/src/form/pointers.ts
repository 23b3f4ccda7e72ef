import type { Json, Pointer } from "@linli/contracts";
import { segments } from "@linli/contracts/json";

type Members = { [key: string]: Json | undefined };

/**
 * Writes into a value in place, making objects and lists on the way; `undefined` takes a member or an item away. A form
 * of hundreds of fields must not be copied for every key.
 */
export function put(target: object, pointer: Pointer, next: Json | undefined): void {
  const keys = segments(pointer);
  const last = keys.pop() ?? "";
  let here = target as Members;
  keys.forEach((key, i) => {
    here = (here[key] ??= /^\d+$/.test(keys[i + 1] ?? last) ? [] : {}) as Members;
  });
  if (next !== undefined) here[last] = next;
  else if (Array.isArray(here)) here.splice(Number(last), 1);
  else delete here[last];
}

/** A pointer without the indexes of lists, as labels are named: `/dishes/0/dish` is `/dishes/dish`. */
export function withoutIndexes(pointer: Pointer): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, "");
}
