import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { forWhom, headline } from "../../board/headline.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import { placeIn } from "../../lib/place-in.js";
import { sayDay } from "../../lib/say-time.js";
import { registryWords } from "./registry-words.js";

const many = 6;

/**
 * A register: what waits to be checked, one's own entries, all that is on file, to be found by words.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class RegistryView extends BoardView {
  static override properties: PropertyDeclarations = { typed: { state: true } };

  /** What is sought. */
  declare typed: string;

  constructor() {
    super();
    this.typed = "";
  }

  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = registryWords(screen.words.locale);
    const isMine = ({ opener, subject, actions }: RecordView) =>
      subject.id === me?.id || (opener.id === me?.id && !actions.includes("verify"));
    const waits = ({ state, flags }: RecordView) => state === "draft" || state === "changed" || flags.includes("stale");
    const isOver = ({ state }: RecordView) => state === "ended";
    const mayCheck = ({ actions }: RecordView) =>
      ["verify", "confirm-change", "advance"].some((one) => actions.includes(one));
    const empty = say("none");
    return [
      {
        id: "desk",
        name: say("desk"),
        query: { for: "handler" },
        fits: (one) => waits(one) && mayCheck(one),
        empty,
        shy: true,
      },
      {
        id: "mine",
        name: say("mine"),
        query: { mine: true },
        fits: (one) => isMine(one) && !isOver(one),
        empty: say("noneMine"),
      },
      {
        id: "filed",
        name: say("filed"),
        query: { limit: 200 },
        fits: (one) => !isOver(one) && !isMine(one),
        empty,
        shy: true,
      },
      { id: "ended", name: say("ended"), query: { limit: 200 }, fits: isOver, empty, shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen, me }: Board): Entry {
    const { words } = screen;
    return {
      what: view.uses[0]?.name ?? headline(view, screen),
      about: [forWhom(view, me?.id), placeIn(view.record) ?? "", sayDay(view.opened.slice(0, 10), words)],
      signs: view.flags.map((flag) => ({ said: `! ${words.label(`flags/${flag}`, flag)}`, kind: "flag" as const })),
    };
  }

  protected override sorted(rows: readonly RecordView[], board: Board): readonly RecordView[] {
    const words = ({ what, about = [] }: Entry) => [what, ...about].join(" ");
    return rows.filter((one) => this.typed === "" || words(this.entry(one, board)).includes(this.typed));
  }

  protected override head({ screen }: Board): unknown {
    const say = registryWords(screen.words.locale);
    if (this.typed === "" && Math.max(this.count("filed"), this.count("desk"), this.count("mine")) < many)
      return nothing;
    return html`<input
      type="search"
      name="?find"
      autocomplete="off"
      aria-label=${say("find")}
      placeholder=${say("find")}
      .value=${this.typed}
      @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value.trim())}
    />`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-registry-view": RegistryView;
  }
}
