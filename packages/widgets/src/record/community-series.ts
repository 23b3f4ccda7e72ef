import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import type { SeriesView } from "@linli/contracts";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import { sayMoment } from "../lib/say-time.js";
import { fill } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { loadRecordScreen } from "./load-record-screen.js";
import type { RecordScreen } from "./load-record-screen.js";
import "./define.js";

/** What came of a series: an outcome for every date. */
export class CommunitySeries extends LinliElement {
  static override properties: PropertyDeclarations = {
    series: { attribute: false },
    scenario: {},
    screen: { state: true },
  };

  declare series: SeriesView | undefined;
  declare scenario: string | undefined;
  declare screen: RecordScreen | undefined;

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    void this.#load(street);
  }

  async #load(street: StreetContext): Promise<void> {
    if (this.scenario !== undefined) this.screen = await loadRecordScreen(street, this.scenario);
  }

  protected override content(): unknown {
    const { series, screen } = this;
    if (series === undefined || screen === undefined) return nothing;
    const { words, more } = screen;
    const outcomes = series.outcomes.map((one) =>
      "record" in one
        ? { ...one, good: true, said: words.label(`states/${one.record.state}`, one.record.state) }
        : { ...one, good: false, said: words.label(`problems/${one.problem.code}`, one.problem.title) },
    );
    const done = outcomes.filter((one) => one.good).length;
    return html`<header class="state">
        <p class="note">${words.label("title")}</p>
        <h2>${fill(more.seriesDone, { n: outcomes.length, done })}</h2>
      </header>
      <dl class="facts">
        ${outcomes.map(
          ({ start, said, good }) =>
            html`<div class=${good ? "done" : "refused"}>
              <dt>${sayMoment(start, words)}</dt>
              <dd>${said}</dd>
            </div>`,
        )}
      </dl>`;
  }
}

defineElement("community-series", CommunitySeries);

declare global {
  interface HTMLElementTagNameMap {
    "community-series": CommunitySeries;
  }
}
