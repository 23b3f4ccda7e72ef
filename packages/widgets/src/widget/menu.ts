import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import type { ScenarioView } from "@linli/contracts";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import { css } from "../sheets/menu.css.js";
import { addStyles } from "../sheets/sheets.js";
import type { StreetContext } from "../street/context.js";
import { loadMore } from "../ui/load-more.js";
import { loadUi } from "../ui/load-ui.js";
import type { More } from "../ui/more/zh-CN.js";
import type { Ui } from "../ui/zh-CN.js";

const fewChoices = 3;

addStyles(css);

/**
 * What this street offers of a collection, as a list to choose from.
 *
 * @fires {CustomEvent<string>} choose - Id of the scenario that was chosen; does not bubble.
 */
export class CommunityMenu extends LinliElement {
  static override properties: PropertyDeclarations = {
    collection: {},
    offers: { state: true },
    ui: { state: true },
    failed: { state: true },
    all: { state: true },
  };

  /** The collection; absent: all that the street offers. */
  declare collection: string | undefined;
  declare offers: readonly ScenarioView[] | undefined;
  declare ui: (Ui & More) | undefined;
  declare failed: boolean;
  /** In elder mode: all are shown, not only the first few. */
  declare all: boolean;

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    void this.#load(street);
  }

  async #load(street: StreetContext): Promise<void> {
    const { collection } = this;
    this.failed = false;
    try {
      const offers = street.client.scenarios(collection === undefined ? {} : { collection });
      const [ui, more] = await Promise.all([loadUi(street.locale), loadMore(street.locale)]);
      this.ui = { ...ui, ...more };
      this.offers = await offers;
    } catch {
      this.failed = true;
    }
  }

  protected override content(): unknown {
    const { ui, offers, failed, street } = this;
    if (ui === undefined) return nothing;
    if (failed) {
      return html`<p class="summary" role="alert">${ui.retry}</p>
        <button type="button" @click=${() => street && void this.#load(street)}>${ui.again}</button>`;
    }
    if (offers === undefined) return html`<p class="note" role="status">${ui.loading}</p>`;
    const open = offers.filter((one) => one.open);
    if (open.length === 0) return html`<p class="empty">${ui.emptyMenu}</p>`;
    const isShort = this.mode === "elder" && this.all !== true && open.length > fewChoices;
    return html`<h2>${ui.menu}</h2>
      <ul class="menu">
        ${(isShort ? open.slice(0, fewChoices) : open).map(
          ({ id, title, summary }) =>
            html`<li>
              <button type="button" @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: id }))}>
                <b>${title}</b><span class="note">${summary}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${isShort ? html`<button type="button" @click=${() => (this.all = true)}>${ui.moreChoices}</button>` : nothing}`;
  }
}

defineElement("community-menu", CommunityMenu);

declare global {
  interface HTMLElementTagNameMap {
    "community-menu": CommunityMenu;
  }
}
