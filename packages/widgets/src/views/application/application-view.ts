import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import { at as read } from "@linli/contracts/json";
import type { RecordView } from "@linli/contracts";
import { OpenView } from "../../flow/open-view.js";
import type { Screen } from "../../flow/screen.js";
import { put } from "../../form/pointers.js";
import { sayDay } from "../../lib/say-time.js";
import { css } from "../../sheets/application.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { flowsOf } from "../../ui/flows/flow-words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { nextSteps } from "./next-steps.js";

addStyles(css);

/**
 * Asks for a decision, step by step as at a counter; can be put aside and taken up again. What the hub has prepared by
 * rule only has to be confirmed.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class ApplicationView extends OpenView {
  static override properties: PropertyDeclarations = { drafts: { state: true }, resumed: { state: true } };

  /** What was begun before and not handed in. */
  declare drafts: readonly RecordView[];
  /** The one that is taken up again. */
  declare resumed: string | undefined;

  protected override readonly perScreen: number | undefined = 4;

  constructor() {
    super();
    this.drafts = [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("screen") && this.screen !== undefined) void this.#loadDrafts(this.screen);
  }

  async #loadDrafts({ contract, street }: Screen): Promise<void> {
    if (!contract.actions.includes("submit")) return;
    const page = await street.client
      .recordPage({ scenario: contract.id, state: "draft", mine: true })
      .catch(() => ({ items: [] as readonly RecordView[] }));
    this.drafts = page.items.filter(({ actions }) => actions.includes("submit"));
    if (this.drafts.length > 0) await import("../../record/define.js");
  }

  protected override content(): unknown {
    const { screen, resumed } = this;
    const flow = screen && flowsOf(screen.words.locale);
    if (screen === undefined || flow === undefined) return nothing;
    if (resumed !== undefined) {
      return html`<community-record
        tabindex="-1"
        record-id=${resumed}
        .scenario=${screen.contract.id}
        exportparts="state, action"
      ></community-record>`;
    }
    const isOpen = this.opened !== undefined;
    return html`${isOpen ? nothing : this.#prepared(screen, flow)}${super.content()}
    ${
      isOpen || !screen.contract.actions.includes("submit")
        ? nothing
        : html`<button
            type="button"
            class="quiet keep"
            aria-disabled=${this.busy ? "true" : nothing}
            @click=${() => void this.#saveDraft(screen)}
          >
            ${flow.say("saveDraft")}
          </button>`
    }`;
  }

  /** What waits to be confirmed or finished comes first. */
  #prepared({ words }: Screen, flow: FlowWords): unknown {
    return this.drafts.map(
      (one) =>
        html`<section class="prepared">
          <h3>${one.opener.id === "hub" ? flow.say("preparedForYou") : flow.say("begunBefore")}</h3>
          <p>${one.subject.name ?? ""} ${sayDay(one.opened.slice(0, 10), words)}</p>
          <button type="button" class="go" @click=${() => (this.resumed = one.id)}>${flow.say("goOnWith")}</button>
        </section>`,
    );
  }

  async #saveDraft(screen: Screen): Promise<void> {
    if (this.busy) return;
    this.options = { ...this.options, draft: true };
    await this.send(screen, { consent: [...(this.form?.model.given ?? [])] });
    if (this.opened === undefined) delete this.options.draft;
  }

  protected override footer(screen: Screen): unknown {
    const flow = flowsOf(screen.words.locale);
    return html`${super.footer(screen)}${flow === undefined ? nothing : nextSteps(screen.contract, screen.words, flow)}`;
  }

  /** A thing that is part of another is forgotten once that other is not chosen any more. */
  override keep(): void {
    const { screen, free } = this;
    for (const { at, parent } of screen?.contract.uses ?? []) {
      if (parent === undefined || at.includes("*")) continue;
      const thing = free?.resources.find(({ id }) => id === read(this.value, at));
      if (thing !== undefined && thing.parent !== read(this.value, parent)) put(this.value, at, undefined);
    }
    super.keep();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-application-view": ApplicationView;
  }
}
