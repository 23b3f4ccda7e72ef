import { html } from "lit";
import type { TemplateResult } from "lit";
import type { RecordView } from "@linli/contracts";
import { sayMoment } from "../lib/say-time.js";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";

/** Who uses a thing: records that have not ended, with their scenario's words. */
export interface Uses {
  readonly records: readonly RecordView[];
  /** How many there are, or more. */
  readonly more: boolean;
  /** Labels by scenario. */
  readonly labels: ReadonlyMap<string, { readonly [path: string]: string | undefined }>;
}

const most = 100;

/** Reads who uses a thing, as far as the reader may see it. */
export async function readUses(street: StreetContext, id: string): Promise<Uses> {
  const things = await street.client.things();
  const { items, next } = await things.records(id, { limit: most });
  const scenarios = [...new Set(items.map(({ scenario }) => scenario))];
  const labels = await Promise.all(
    scenarios.map(async (scenario) => {
      const [form, record] = await Promise.all([street.form(scenario), street.record(scenario)]);
      return [scenario, { ...form.labels, ...record.labels }] as const;
    }),
  );
  const byTime = (one: RecordView) => one.period?.start ?? one.opened;
  return {
    records: [...items].sort((a, b) => (byTime(a) < byTime(b) ? -1 : 1)),
    more: next !== undefined,
    labels: new Map(labels),
  };
}

/** The same as a list: when, who, how it stands; each opens the record. */
export function usesList({ records, labels }: Uses, words: Words, open: (record: RecordView) => void): TemplateResult {
  return html`<ul class="rows">
    ${records.map((view) => {
      const said = labels.get(view.scenario) ?? {};
      const when = view.period === undefined ? "" : sayMoment(view.period.start, words, view.period.end);
      return html`<li>
        <button type="button" class="record-row entry" data-use=${view.id} @click=${() => open(view)}>
          <span class="line"
            ><b class="what">${when === "" ? (said.title ?? "") : when}</b>
            <span class="how">${said[`states/${view.state}`] ?? view.state}</span></span
          >
          <span class="line"
            ><span class="about"
              >${[view.subject.name, when === "" ? "" : said.title].filter(Boolean).join(" · ")}</span
            ></span
          >
        </button>
      </li>`;
    })}
  </ul>`;
}
