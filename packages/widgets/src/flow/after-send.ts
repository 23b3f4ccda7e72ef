import { html } from "lit";
import type { TemplateResult } from "lit";
import type { SeriesView } from "@linli/contracts";
import type { ProblemError, RecordHandle } from "@linli/sdk";
import { loadMore } from "../ui/load-more.js";
import { faultsOf } from "./faults-of.js";
import type { OpenView } from "./open-view.js";
import type { Screen } from "./screen.js";
import "../record/define.js";

/** What is shown once a form was sent. */
export interface AfterSend {
  /** What was opened, and a way to open another. */
  readonly receipt: (view: OpenView, screen: Screen, opened: RecordHandle | SeriesView) => TemplateResult;
  /** Shows a problem of the hub where it can be mended, and whom to ask. */
  readonly failed: (view: OpenView, screen: Screen, problem: ProblemError) => Promise<void>;
}

/** Loads what is shown once a form was sent. */
export async function afterSend(locale: string): Promise<AfterSend> {
  const more = await loadMore(locale);
  return {
    receipt: (view, { contract }, opened) => {
      const again = html`<button type="button" @click=${() => view.again()}>${more.another}</button>`;
      if ("outcomes" in opened) {
        void import("../record/community-series.js");
        return html`<div class="after">
          <community-series tabindex="-1" .series=${opened} .scenario=${contract.id}></community-series>
          ${again}
        </div>`;
      }
      return html`<div class="after">
        <community-record
          tabindex="-1"
          exportparts="state, action"
          .scenario=${contract.id}
          .handle=${opened}
        ></community-record>
        ${again}
      </div>`;
    },
    failed: async (view, { street, words }, problem) => {
      view.tell("linli-problem", problem);
      await view.form?.fail(faultsOf(problem, { words, more }, view.placeOf(problem)));
      const { phone } = await street.info().catch(() => ({ phone: undefined }));
      if (phone === undefined) return;
      view.help = html`<p class="note">${more.needHelp} <a href="tel:${phone}">${phone}</a></p>`;
    },
  };
}
