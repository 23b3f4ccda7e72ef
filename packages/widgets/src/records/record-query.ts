import type { MeView, RecordView } from "@linli/contracts";
import type { RecordQuery } from "@linli/sdk";

/** Which records a list shows. */
export interface Wanted {
  readonly mine: boolean;
  /** `handler`: those that wait for the reader's desk; `assignee`: those that were given to her. */
  readonly whose: string | undefined;
  readonly scenario: string | undefined;
  readonly state: string | undefined;
}

const page = 20;
const desk = 200;

/** Whether it is a list of work to be done, with counts by state. */
export const isWork = ({ whose }: Wanted): boolean => whose === "handler" || whose === "assignee";

/** What is asked of the hub. A desk is counted by state, so that it is read at once as far as the hub gives it. */
export function queryOf(wanted: Wanted): RecordQuery {
  const { mine, whose, scenario, state } = wanted;
  return {
    ...((mine || whose === "assignee") && { mine: true }),
    ...(whose === "handler" && { for: "handler" as const }),
    ...(scenario !== undefined && { scenario }),
    ...(state !== undefined && { state }),
    limit: isWork(wanted) ? desk : page,
  };
}

/** Those of a page that the list is of. */
export function fitting(
  items: readonly RecordView[],
  { whose }: Wanted,
  me: MeView | undefined,
): readonly RecordView[] {
  return whose === "assignee" ? items.filter(({ assignees }) => assignees.some(({ id }) => id === me?.id)) : items;
}
