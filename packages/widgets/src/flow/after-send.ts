import { html } from "lit";
import type { TemplateResult } from "lit";
import type { SeriesView } from "@linli/contracts";
import type { ProblemError, RecordHandle } from "@linli/sdk";
import { faultsOf } from "./faults-of.js";
import type { OpenView } from "./open-view.js";
import type { Screen } from "./screen.js";
import "../record/define.js";

/** What was opened, and a way to open another. */
export function receipt(view: OpenView, { contract, words }: Screen, opened: RecordHandle | SeriesView): TemplateResult {
  const again = html`<button type="button" @click=${() => view.again()}>${words.ui.another}</button>`;
  if ("outcomes" in opened) {
    void import("../record/community-series.js");
    return html`<community-series tabindex="-1" .series=${opened} .scenario=${contract.id}></community-series>${again}`;
  }
  return html`<community-record
      tabindex="-1"
      exportparts="state, action"
      .scenario=${contract.id}
      .handle=${opened}
    ></community-record
    >${again}`;
}

/** Shows a problem of the hub where it can be mended, and whom to ask. */
export async function failed(view: OpenView, { street, words }: Screen, problem: ProblemError): Promise<void> {
  view.tell("linli-problem", problem);
  await view.form?.fail(faultsOf(problem, words, view.placeOf(problem)));
  const { phone } = await street.info().catch(() => ({ phone: undefined }));
  if (phone !== undefined) {
    view.help = html`<p class="note">${words.ui.needHelp} <a href="tel:${phone}">${phone}</a></p>`;
  }
}
