import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { forWhom, headline } from "../../board/headline.js";
import type { Entry, Shelf, Sign } from "../../board/shelf.js";
import { placeIn } from "../../lib/place-in.js";
import { nextClock, sayAhead } from "../../lib/say-clock.js";
import { sayMoment } from "../../lib/say-time.js";
import { alertWords } from "./alert-words.js";

const ended = new Set(["cleared", "false-alarm"]);

/**
 * Alerts as whoever answers for them sees them: what nobody has taken note of first, with what is left of the time; one
 * tap takes note.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class AlertView extends BoardView {
  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = alertWords(screen.words.locale);
    const isOver = ({ state }: RecordView) => ended.has(state);
    return [
      { id: "open", name: say("open"), query: {}, fits: (one) => !isOver(one), empty: say("none") },
      { id: "over", name: say("over"), query: {}, fits: isOver, empty: say("noneOver"), shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen, flow, me, now }: Board): Entry {
    const { words } = screen;
    const say = alertWords(words.locale);
    const clock = nextClock(view.clocks);
    const left = clock === undefined || ended.has(view.state) ? "" : sayAhead(clock.due, now, flow);
    const signs: Sign[] = view.flags.map((flag) => ({ said: `! ${words.label(`flags/${flag}`, flag)}`, kind: "flag" }));
    if (left !== "") signs.push({ said: left, kind: view.state === "raised" ? "soon" : "left" });
    const person = forWhom(view, me?.id);
    const about = headline(view, screen);
    return {
      what: person === "" ? about : `${person} · ${about}`,
      about: [
        placeIn(view.record) ?? view.uses[0]?.name ?? "",
        say("since", { when: sayMoment(view.opened, words) }),
        view.assignees.length === 0 ? "" : say("comes", { name: view.assignees[0]?.name }),
      ],
      signs,
      quick: view.actions.includes("acknowledge") && view.subject.id !== me?.id ? "acknowledge" : undefined,
    };
  }

  /** What nobody has taken note of comes first, then what runs out first. */
  protected override sorted(rows: readonly RecordView[]): readonly RecordView[] {
    const due = ({ clocks }: RecordView) => Date.parse(nextClock(clocks)?.due ?? "9999-12-31T00:00:00Z");
    const isNew = ({ state }: RecordView) => Number(state === "raised");
    return [...rows].sort((a, b) => isNew(b) - isNew(a) || due(a) - due(b));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-alert-view": AlertView;
  }
}
