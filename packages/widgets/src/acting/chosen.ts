import type { Json, Pointer } from "@linli/contracts";
import type { FormHost } from "../form/host.js";

/** What has been chosen of a list or of one, as a list. */
export function chosenAt(at: Pointer, host: FormHost): readonly string[] {
  const value = host.get(at);
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly string[];
}

/** Chooses one, or adds to and takes from several. */
export function choose(at: Pointer, id: string, isMany: boolean, host: FormHost): void {
  const now = chosenAt(at, host);
  const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
  host.set(at, isMany ? (next.length === 0 ? undefined : (next as readonly Json[])) : id);
  host.requestUpdate();
}
