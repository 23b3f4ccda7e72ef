import { patternOf } from "@linli/contracts/map";
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
export const viewOf = (pattern: string | undefined): readonly [tag: string, load: (locale: string) => Promise<unknown>] =>
  views[pattern ?? ""] ?? plain;

/** The pattern of a scenario of the catalog: known before its contract, so that all can be loaded at once. */
export const knownPattern = (scenario: string): string | undefined =>
  (patternOf as { readonly [id: string]: string | undefined })[scenario];

/** Patterns whose form shows what is left of things. */
export const asksAvailability = new Set(["activity", "booking", "device", "order"]);
