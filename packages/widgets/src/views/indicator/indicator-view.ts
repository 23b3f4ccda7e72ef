import { html } from "lit";
import type { PropertyDeclarations } from "lit";
import type { RecordView } from "@linli/contracts";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import { smallChart } from "../../standing/small-chart.js";
import { figureOf, periodOf, sayFigure, scopeOf } from "./figure-of.js";
import { indicatorWords } from "./indicator-words.js";

const shownStates = new Set(["verified", "published"]);
const mostPeriods = 12;

/**
 * Figures with their targets: how they went from period to period, as a picture and a table, then each of them with how
 * it was made.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class IndicatorView extends BoardView {
  static override properties: PropertyDeclarations = { communities: { state: true } };

  /** Names of communities by their ids. */
  declare communities: ReadonlyMap<string, string>;

  constructor() {
    super();
    this.communities = new Map();
  }

  protected override async reload(): Promise<void> {
    const info = await this.board?.screen.street.info().catch(() => undefined);
    this.communities = new Map(info?.communities.map(({ id, name = id }) => [id, name] as const));
    await super.reload();
  }

  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = indicatorWords(screen.words.locale);
    const isShown = ({ state }: RecordView) => shownStates.has(state);
    const isOff = ({ state }: RecordView) => state === "cancelled";
    return [
      {
        id: "work",
        name: say("work"),
        query: { limit: 200 },
        fits: (one) => !isShown(one) && !isOff(one),
        empty: say("noneWork"),
        shy: true,
      },
      { id: "published", name: say("published"), query: { limit: 200 }, fits: isShown, empty: say("none") },
    ];
  }

  protected override entry(view: RecordView, { screen }: Board): Entry {
    const { words } = screen;
    const figure = figureOf(view);
    return {
      what: [periodOf(view), scopeOf(view, words, this.communities)].filter((one) => one !== "").join(" · "),
      about: [figure === undefined ? indicatorWords(words.locale)("noFigure") : sayFigure(figure)],
      signs: view.flags.map((flag) => ({ said: `! ${words.label(`flags/${flag}`, flag)}`, kind: "flag" as const })),
    };
  }

  /** The newest period first. */
  protected override sorted(rows: readonly RecordView[]): readonly RecordView[] {
    return [...rows].sort((a, b) => (periodOf(a) < periodOf(b) ? 1 : -1));
  }

  protected override head({ screen }: Board): unknown {
    const { words, contract } = screen;
    const say = indicatorWords(words.locale);
    const shown = (this.stocks.get("published")?.items ?? []).filter((one) => figureOf(one) !== undefined);
    const scopes = [...new Set(shown.map((one) => scopeOf(one, words, this.communities)))];
    const { target } = contract.settings;
    return scopes.map((scope) => {
      const own = shown.filter((one) => scopeOf(one, words, this.communities) === scope);
      const points = this.sorted(own)
        .slice(0, mostPeriods)
        .reverse()
        .map((one) => {
          const value = figureOf(one) ?? 0;
          return { value, when: periodOf(one), said: sayFigure(value) };
        });
      return html`${smallChart({
        title: say("trend", { name: scope === "" ? words.label("title") : scope }),
        points,
        target: typeof target === "number" ? { value: target, said: say("target", { n: target }) } : undefined,
        columns: [say("when"), say("value")],
        asTable: say("asTable"),
      })}`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-indicator-view": IndicatorView;
  }
}
