import type { Database } from "./database.js";
import type { Pokes } from "./engine.js";

/** Tells followers in this process of what it writes, and of what other hubs on the data base may have written. */
export function pokesOf(database: Database): Pokes {
  const byStreet = new Map<string, Set<() => void>>();
  let stop: (() => void) | undefined;
  return {
    on: (street, listener) => {
      stop ??= database.onPoke?.(() => byStreet.forEach((listeners) => listeners.forEach((one) => one())));
      const listeners = byStreet.get(street) ?? new Set();
      byStreet.set(street, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) byStreet.delete(street);
      };
    },
    poke: (street) => {
      byStreet.get(street)?.forEach((listener) => listener());
      database.poke?.();
    },
  };
}
