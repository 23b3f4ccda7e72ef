import { loadFlows } from "../ui/flows/flow-words.js";

/** The view of a pattern: loaded when shown, together with everything else that the scenario needs. */
const views: { readonly [pattern: string]: readonly [tag: string, load: (locale: string) => Promise<unknown>] } = {
  application: ["community-application-view", (locale) => both(import("../views/application.js"), loadFlows(locale))],
  booking: ["community-booking-view", () => import("../views/booking.js")],
  case: ["community-case-view", (locale) => both(import("../views/case.js"), loadFlows(locale))],
  order: ["community-order-view", (locale) => both(import("../views/order.js"), loadFlows(locale))],
};
const both = (view: Promise<unknown>, words: Promise<unknown>) => Promise.all([view, words]);
const plain = ["community-open-view", () => import("../views/open.js")] as const;

/** The view that shows a pattern. */
export const viewOf = (
  pattern: string | undefined,
): readonly [tag: string, load: (locale: string) => Promise<unknown>] => views[pattern ?? ""] ?? plain;

/** Patterns whose form shows what is left of things. */
export const asksAvailability = new Set(["activity", "booking", "device", "order"]);
