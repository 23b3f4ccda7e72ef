import { loadView } from "./load-view.js";

/**
 * The view of a pattern: loaded when shown, together with everything else that the scenario needs. What all views stand
 * on is asked for beside it, since the browser would find out only when the view is there.
 */
export const viewOf = (pattern: string): readonly [tag: string, load: (locale: string) => Promise<unknown>] => [
  `community-${pattern}-view`,
  (locale) =>
    Promise.all([
      import("../flow/open-view.js"),
      loadView(pattern),
      pattern !== "booking" && import("../ui/flows/flow-words.js").then(({ loadFlows }) => loadFlows(locale)),
    ]),
];

/** Patterns whose form shows what is left of things. */
export const asksAvailability = new Set(["activity", "booking", "device", "order"]);
