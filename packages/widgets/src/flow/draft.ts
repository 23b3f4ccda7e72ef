import type { JsonObject } from "@linli/contracts";

/** What somebody has filled in and not yet sent. */
export interface Draft {
  readonly value: JsonObject;
  readonly subject?: string | undefined;
  readonly options?: JsonObject | undefined;
  readonly consent?: readonly string[];
  /** The key under which it was sent without an answer, and what was sent. */
  readonly intention?: Intention | undefined;
}

/** One wish to do something: however often it is sent, it happens once. */
export interface Intention {
  readonly key: string;
  readonly body: string;
}

/** Keeps a draft over reloads. */
export interface DraftStore {
  readonly read: () => Draft | undefined;
  /** Keeps the draft soon, and at once when the page is left. */
  readonly keep: (draft: () => Draft) => void;
  readonly forget: () => void;
}

const delay = 250;

/**
 * A store of the tab's own: what was typed outlives a reload, and does not stay behind on a device that others use. A
 * duplicated tab takes the intention along, so that it cannot open a second record.
 */
export function draftStore(street: string, scenario: string): DraftStore {
  const name = `linli:${street}:${scenario}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: (() => Draft) | undefined;
  const write = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", write);
    const draft = latest?.();
    latest = undefined;
    if (draft !== undefined) quietly(() => sessionStorage.setItem(name, JSON.stringify(draft)));
  };
  return {
    read: () => quietly(() => JSON.parse(sessionStorage.getItem(name) ?? "null") as Draft | null) ?? undefined,
    keep: (draft) => {
      if (latest === undefined) addEventListener("pagehide", write);
      latest = draft;
      clearTimeout(timer);
      timer = setTimeout(write, delay);
    },
    forget: () => {
      latest = undefined;
      write();
      quietly(() => sessionStorage.removeItem(name));
    },
  };
}

/** Storage may be full or forbidden; then nothing is kept and all else works. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
