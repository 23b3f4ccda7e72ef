import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { forWhom, headline } from "../../board/headline.js";
import type { Entry, Shelf, Sign } from "../../board/shelf.js";
import { placeIn } from "../../lib/place-in.js";
import { sayAhead } from "../../lib/say-clock.js";
import { dueOf } from "./due-of.js";
import { taskWords } from "./task-words.js";

const ended = new Set(["accepted-result", "revoked"]);
const hour = 3_600_000;

/**
 * Tasks as whoever works sees them: what is mine, what waits for somebody, what waits for my check; what is late comes
 * first.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class TaskView extends BoardView {
  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = taskWords(screen.words.locale);
    const isMine = (one: RecordView) => one.assignees.some(({ id }) => id === me?.id);
    const isOver = ({ state }: RecordView) => ended.has(state);
    const mayTake = ({ actions }: RecordView) => actions.includes("accept");
    const mayCheck = ({ actions }: RecordView) => actions.includes("accept-result") || actions.includes("admit");
    return [
      {
        id: "mine",
        name: say("mine"),
        query: { mine: true },
        fits: (one) => !isOver(one) && one.state !== "submitted" && isMine(one),
        empty: say("noneMine"),
      },
      {
        id: "free",
        name: say("free"),
        query: { state: "assigned" },
        fits: (one) => mayTake(one) && !isMine(one),
        empty: say("noneFree"),
        shy: true,
      },
      {
        id: "check",
        name: say("check"),
        query: { for: "handler" },
        fits: mayCheck,
        empty: say("noneCheck"),
        shy: true,
      },
      {
        id: "running",
        name: say("running"),
        query: {},
        fits: (one) => !isOver(one) && !isMine(one) && !mayTake(one) && !mayCheck(one),
        empty: say("noneRunning"),
        shy: true,
      },
      { id: "done", name: say("done"), query: {}, fits: isOver, empty: say("noneDone"), shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen, flow, me, now }: Board): Entry {
    const { words } = screen;
    const say = taskWords(words.locale);
    const due = ended.has(view.state) ? undefined : dueOf(view);
    const left = due === undefined ? "" : sayAhead(due, now, flow);
    const isMine = view.assignees.some(({ id }) => id === me?.id);
    const stages = view.stages ?? [];
    const flags = view.flags.filter((flag) => flag !== "returned-before" && flag !== "overdue");
    const signs: Sign[] = flags.map((flag) => ({ said: `! ${words.label(`flags/${flag}`, flag)}`, kind: "flag" }));
    if (view.flags.includes("overdue")) signs.push({ said: `! ${words.label("flags/overdue")}`, kind: "flag" });
    else if (left !== "") signs.push({ said: left, kind: Date.parse(due ?? "") - now < 2 * hour ? "soon" : "left" });
    if (isMine && view.state === "returned") signs.push({ said: say("again"), kind: "turn-of" });
    if (isMine && view.actions.includes("accept")) signs.push({ said: say("accept"), kind: "turn-of" });
    const person = forWhom(view, me?.id);
    const about = headline(view, screen);
    return {
      what: person === "" ? about : `${person} · ${about}`,
      about: [
        placeIn(view.record) ?? "",
        stages.length === 0 ? "" : say("steps", { n: stages.filter(({ done }) => done).length, of: stages.length }),
        isMine || view.assignees.length === 0 ? "" : say("by", { name: view.assignees[0]?.name ?? "" }),
      ],
      signs,
    };
  }

  protected override sorted(rows: readonly RecordView[]): readonly RecordView[] {
    const due = (one: RecordView) => Date.parse(dueOf(one) ?? "9999-12-31T00:00:00Z");
    const late = ({ flags }: RecordView) => Number(flags.includes("overdue"));
    return [...rows].sort((a, b) => late(b) - late(a) || due(a) - due(b));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-task-view": TaskView;
  }
}
