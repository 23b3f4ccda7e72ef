import { loadFlows } from "../ui/flows/flow-words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";
import type { RecordView } from "@linli/contracts";
import type { RecordHandle } from "@linli/sdk";
import { nextChange, nextClock } from "../lib/say-clock.js";
import { skewOf } from "../lib/street-clock.js";
import type { RecordScreen } from "../record/load-record-screen.js";
import type { StreetContext } from "../street/context.js";

/** What is said of how a record stands, beyond what all records say. */
export interface Standing {
  readonly view: RecordView;
  readonly screen: RecordScreen;
  readonly flow: FlowWords;
  /** The street's clock, in milliseconds. */
  readonly now: number;
  /** An instant as the street's clock shows it. */
  readonly local: (instant: string) => string;
  /** The record, to read what hangs on it. */
  readonly handle: RecordHandle;
  /** Names of communities by their ids. */
  readonly communities: ReadonlyMap<string, string>;
  /** Who reads it. */
  readonly me: string | undefined;
  /** What everybody does once and this reader has done: votes, supports, acknowledges. */
  readonly spent: ReadonlySet<string>;
  /** Begins an action, as its button does. */
  readonly begin: (action: string) => void;
}

/** Shows how a record of one pattern stands: who comes, what is left of the time, which stages are done. */
export interface ShowStanding {
  readonly show: (standing: Omit<Standing, "flow" | "now">) => unknown;
  /** How long what is shown stays true, in milliseconds; `undefined`: until something happens. */
  readonly staysTrue: (view: RecordView) => number | undefined;
  /** Actions that come first, the likeliest before the others. */
  readonly first: (view: RecordView, me: string | undefined) => readonly string[];
  /** What was filled in is folded away: the standing says what matters of it. */
  readonly folds: boolean;
}

interface StandingModule {
  readonly standing: (standing: Standing) => unknown;
  readonly first?: readonly string[] | ((view: RecordView, me: string | undefined) => readonly string[]);
  readonly folds?: boolean;
}

type Load = () => Promise<StandingModule>;

const loaders: { readonly [pattern: string]: Load | undefined } = {
  application: () => import("./application-standing.js"),
  case: () => import("./case-standing.js"),
  order: () => import("./order-standing.js"),
  activity: () => import("../views/activity/activity-standing.js"),
  alert: () => import("../views/alert/alert-standing.js"),
  deliberation: () => import("../views/deliberation/deliberation-standing.js"),
  device: () => import("../views/device/device-standing.js"),
  exchange: () => import("../views/exchange/exchange-standing.js"),
  indicator: () => import("../views/indicator/indicator-standing.js"),
  ledger: () => import("../views/ledger/ledger-standing.js"),
  notice: () => import("../views/notice/notice-standing.js"),
  registry: () => import("../views/registry/registry-standing.js"),
  task: () => import("../views/task/task-standing.js"),
};

/** Loads what shows how records of a pattern stand; `undefined`: nothing beyond what all say. */
export async function loadStanding(street: StreetContext, pattern: string): Promise<ShowStanding | undefined> {
  const load = loaders[pattern];
  if (load === undefined) return undefined;
  const [{ standing, first = [], folds = false }, flow, skew] = await Promise.all([
    load(),
    loadFlows(street.locale),
    skewOf(street),
  ]);
  const now = () => Date.now() + skew;
  return {
    show: (of) => standing({ ...of, flow, now: now() }),
    staysTrue: ({ clocks }) => {
      const clock = nextClock(clocks);
      return clock && nextChange(clock.due, now());
    },
    first: typeof first === "function" ? first : () => first,
    folds,
  };
}
