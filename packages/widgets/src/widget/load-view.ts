const views: { readonly [pattern: string]: (() => Promise<unknown>) | undefined } = {
  activity: () => import("../views/activity.js"),
  alert: () => import("../views/alert.js"),
  application: () => import("../views/application.js"),
  booking: () => import("../views/booking.js"),
  case: () => import("../views/case.js"),
  deliberation: () => import("../views/deliberation.js"),
  device: () => import("../views/device.js"),
  directory: () => import("../views/directory.js"),
  exchange: () => import("../views/exchange.js"),
  indicator: () => import("../views/indicator.js"),
  ledger: () => import("../views/ledger.js"),
  notice: () => import("../views/notice.js"),
  order: () => import("../views/order.js"),
  registry: () => import("../views/registry.js"),
  survey: () => import("../views/survey.js"),
  task: () => import("../views/task.js"),
};

/** Loads the view of a pattern. A release finds it by its name: a table of all would lie in every page. */
export const loadView = (pattern: string): Promise<unknown> | undefined => views[pattern]?.();
