import { loadFlows } from "../ui/flows/flow-words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";
import type { RecordView } from "@linli/contracts";
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
}

/** Shows how a record of one pattern stands: who comes, what is left of the time, which stages are done. */
export interface ShowStanding {
  readonly show: (standing: Omit<Standing, "flow" | "now">) => unknown;
  /** How long what is shown stays true, in milliseconds; `undefined`: until something happens. */
  readonly staysTrue: (view: RecordView) => number | undefined;
}

type Load = () => Promise<{ readonly standing: (standing: Standing) => unknown }>;

const loaders: { readonly [pattern: string]: Load | undefined } = {
  application: () => import("./application-standing.js"),
  case: () => import("./case-standing.js"),
  order: () => import("./order-standing.js"),
};

/** Loads what shows how records of a pattern stand; `undefined`: nothing beyond what all say. */
export async function loadStanding(street: StreetContext, pattern: string): Promise<ShowStanding | undefined> {
  const load = loaders[pattern];
  if (load === undefined) return undefined;
  const [{ standing }, flow, skew] = await Promise.all([load(), loadFlows(street.locale), skewOf(street)]);
  const now = () => Date.now() + skew;
  return {
    show: (of) => standing({ ...of, flow, now: now() }),
    staysTrue: ({ clocks }) => {
      const clock = nextClock(clocks);
      return clock && nextChange(clock.due, now());
    },
  };
}
