import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { headline } from "../../board/headline.js";
import type { Entry, Shelf, Sign } from "../../board/shelf.js";
import { nextClock, sayAhead } from "../../lib/say-clock.js";
import { deliberationWords } from "./deliberation-words.js";

const ended = new Set(["carried-out", "not-passed", "dropped"]);

/**
 * What neighbours talk over and vote on: open votes first, then what is being discussed, what is carried out, what came of
 * it.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class DeliberationView extends BoardView {
  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = deliberationWords(screen.words.locale);
    const of = (id: "voting" | "talking" | "doing" | "over", fits: Shelf["fits"]) => ({
      id,
      name: say(id),
      query: {},
      empty: say("none"),
      shy: id !== "voting",
      ...(fits && { fits }),
    });
    return [
      of("voting", ({ state }) => state === "voting"),
      of("talking", ({ state }) => state === "proposed" || state === "discussing"),
      of("doing", ({ state }) => state === "decided"),
      of("over", ({ state }) => ended.has(state)),
    ];
  }

  protected override entry(view: RecordView, { screen, flow, now }: Board): Entry {
    const say = deliberationWords(screen.words.locale);
    const { comments = 0, supports = 0 } = view.children;
    const clock = nextClock(view.clocks);
    const left = view.state === "voting" && clock !== undefined ? sayAhead(clock.due, now, flow) : "";
    const signs: Sign[] = [];
    if (left !== "") signs.push({ said: left, kind: "left" });
    if (view.actions.includes("vote")) signs.push({ said: say("mayVote"), kind: "turn-of" });
    if (view.actions.includes("support")) signs.push({ said: say("maySupport"), kind: "turn-of" });
    return {
      what: headline(view, screen),
      about: [
        view.uses[0]?.name ?? "",
        view.state === "proposed" && supports > 0 ? say("nSupports", { n: supports }) : "",
        comments > 0 ? say("nComments", { n: comments }) : "",
      ],
      signs,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-deliberation-view": DeliberationView;
  }
}
