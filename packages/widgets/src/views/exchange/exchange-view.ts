import { html, nothing } from "lit";
import type { JsonSchema, RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { headline } from "../../board/headline.js";
import type { Entry, Shelf, Sign } from "../../board/shelf.js";
import { nextClock, sayAhead } from "../../lib/say-clock.js";
import { exchangeWords } from "./exchange-words.js";
import { sayPrice } from "./say-price.js";
import "../../standing/community-files.js";

const ended = new Set(["closed", "withdrawn", "rejected", "expired"]);
const mostFacts = 3;

/**
 * What neighbours give, lend, swap or need done: all that is open, what one has taken, what one has listed.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class ExchangeView extends BoardView {
  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = exchangeWords(screen.words.locale);
    const isOver = ({ state }: RecordView) => ended.has(state);
    const isGiven = ({ opener }: RecordView) => opener.id === me?.id;
    const isTaken = ({ assignees }: RecordView) => assignees.some(({ id }) => id === me?.id);
    const empty = say("noneMine");
    return [
      {
        id: "all",
        name: say("all"),
        query: { state: "listed" },
        fits: (one) => !isGiven(one),
        empty: say("none"),
      },
      {
        id: "taken",
        name: say("taken"),
        query: { mine: true },
        fits: (one) => isTaken(one) && !isOver(one),
        empty,
        shy: true,
      },
      {
        id: "given",
        name: say("given"),
        query: { mine: true },
        fits: (one) => isGiven(one) && !isOver(one),
        empty,
        shy: true,
      },
      {
        id: "check",
        name: say("check"),
        query: { for: "handler" },
        fits: ({ actions }) => actions.includes("approve"),
        empty,
        shy: true,
      },
      { id: "past", name: say("past"), query: { mine: true }, fits: isOver, empty, shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen, flow, me, now }: Board): Entry {
    const { words, contract } = screen;
    const say = exchangeWords(words.locale);
    const isSide = view.opener.id === me?.id || view.assignees.some(({ id }) => id === me?.id);
    const due = view.state === "claimed" ? nextClock(view.clocks)?.due : undefined;
    const left = due === undefined ? "" : sayAhead(due, now, flow);
    const isTurn = isSide && view.actions.some((action) => action === "hand-over" || action === "confirm");
    const signs: Sign[] = [
      ...(left === "" ? [] : [{ said: left, kind: "left" as const }]),
      ...(isTurn ? [{ said: say("yours"), kind: "turn-of" as const }] : []),
    ];
    const photos = view.record.photos;
    return {
      what: headline(view, screen),
      how: view.state === "listed" ? sayPrice(view, contract, say) : words.label(`states/${view.state}`, view.state),
      about: [...this.#choices(view, screen), view.uses[0]?.name ?? ""],
      signs,
      more: Array.isArray(photos)
        ? html`<community-files .ids=${photos} .words=${words} .still=${true}></community-files>`
        : nothing,
    };
  }

  /** What was chosen of it: how good it is, in which way it is given. */
  #choices({ record }: RecordView, { words, contract }: Board["screen"]): readonly string[] {
    return Object.entries((contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema })
      .filter(([name, { enum: choices }]) => choices !== undefined && typeof record[name] === "string")
      .map(([name]) => words.label(`record/${name}=${String(record[name])}`))
      .filter((one) => one !== "")
      .slice(0, mostFacts);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-exchange-view": ExchangeView;
  }
}
