import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { ReadingView, ResourceAvailability, ScheduleView } from "@linli/contracts";
import { defineElement } from "../../lib/define-element.js";
import { LinliElement } from "../../lib/linli-element.js";
import { sayMoment } from "../../lib/say-time.js";
import type { Words } from "../../lib/words.js";
import { css } from "../../sheets/board.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { smallChart } from "../../standing/small-chart.js";
import type { StreetContext } from "../../street/context.js";
import { deviceWords } from "./device-words.js";

addStyles(css);

const most = 24;

/** One thing: what it measured last and how that went, when it opens and closes by itself. */
export class CommunityDevice extends LinliElement {
  static override properties: PropertyDeclarations = {
    thing: { attribute: false },
    words: { attribute: false },
    readings: { state: true },
    schedule: { state: true },
  };

  declare thing: ResourceAvailability | undefined;
  declare words: Words | undefined;
  declare readings: readonly ReadingView[] | undefined;
  declare schedule: ScheduleView | undefined;
  #read = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { thing, street } = this;
    if (thing === undefined || street === undefined || thing.id === this.#read) return;
    this.#read = thing.id;
    void this.#look(street, thing.id);
  }

  /** What this reader may not see is not shown; the thing itself is. */
  async #look({ client }: StreetContext, id: string): Promise<void> {
    const things = await client.things();
    const [readings, schedule] = await Promise.allSettled([things.readings(id, { limit: 200 }), things.schedule(id)]);
    if (readings.status === "fulfilled") this.readings = readings.value.items;
    if (schedule.status === "fulfilled") this.schedule = schedule.value;
  }

  protected override content(): unknown {
    const { thing, words } = this;
    if (thing === undefined || words === undefined) return nothing;
    const names = [...new Set((this.readings ?? []).map(({ name }) => name))];
    return html`${this.#hours(words, thing.kind)} ${names.map((name) => this.#measured(name, thing.kind, words))}`;
  }

  #hours(words: Words, kind: string): unknown {
    const { hours, next = [] } = this.schedule ?? {};
    if (hours === undefined) return nothing;
    const say = deviceWords(words.locale);
    const [soon] = next;
    return html`<p>${say("hours", { from: hours.from, until: hours.until })}</p>
      ${
        soon === undefined
          ? nothing
          : html`<p class="note">
              ${say("next", { when: sayMoment(soon.at, words), command: words.label(`resource/${kind}/commands/${soon.command}`, soon.command) })}
            </p>`
      }`;
  }

  #measured(name: string, kind: string, words: Words): unknown {
    const say = deviceWords(words.locale);
    const label = words.label(`resource/${kind}/readings/${name}`, name);
    const own = (this.readings ?? []).filter((one) => one.name === name).slice(0, most);
    const [last] = own;
    if (last === undefined) return nothing;
    const said = (value: unknown) =>
      typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? sayMoment(value, words) : String(value);
    const points = own
      .filter(({ value }) => typeof value === "number")
      .reverse()
      .map(({ value, at }) => ({ value: Number(value), when: at.slice(11, 16), said: String(value) }));
    return html`<p>
        <b>${label}</b> ${say("now", { n: said(last.value) })}
        <span class="note">${say("at", { when: sayMoment(last.at, words) })}</span>
      </p>
      ${
        points.length < 2
          ? nothing
          : smallChart({
              title: say("chart", { name: label }),
              points,
              columns: [say("when"), label],
              asTable: say("asTable"),
            })
      }`;
  }
}

defineElement("community-device", CommunityDevice);

declare global {
  interface HTMLElementTagNameMap {
    "community-device": CommunityDevice;
  }
}
