import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { headline } from "../../board/headline.js";
import type { Entry, Shelf, Sign } from "../../board/shelf.js";
import { sayMoment } from "../../lib/say-time.js";
import { noticeWords } from "./notice-words.js";

/**
 * A notice board: what waits for the reader's word, what is up, and for staff what is not published yet.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class NoticeView extends BoardView {
  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = noticeWords(screen.words.locale);
    const empty = say("none");
    return [
      { id: "drafts", name: say("drafts"), query: { state: "drafted" }, empty, shy: true },
      { id: "board", name: say("board"), query: { state: "published" }, empty },
      { id: "old", name: say("old"), query: {}, fits: ({ state }) => state === "archived", empty, shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen }: Board): Entry {
    const { words } = screen;
    const say = noticeWords(words.locale);
    const signs: Sign[] = view.flags.map((flag) => ({ said: `! ${words.label(`flags/${flag}`, flag)}`, kind: "flag" }));
    if (view.actions.includes("acknowledge")) signs.push({ said: say("confirm"), kind: "turn-of" });
    return { what: headline(view, screen), about: [sayMoment(view.opened, words)], signs };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-notice-view": NoticeView;
  }
}
