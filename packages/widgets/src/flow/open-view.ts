import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { AvailabilityView, Json, JsonObject, JsonSchema, Pointer, SeriesView } from "@linli/contracts";
import { mintKey } from "@linli/sdk";
import type { ProblemError, RecordHandle } from "@linli/sdk";
import type { CommunityForm, Filled, Part } from "../form/community-form.js";
import type { FormTask } from "../form/form-model.js";
import { check } from "../form/check.js";
import type { SaidFault } from "../form/form-model.js";
import { LinliElement } from "../lib/linli-element.js";
import type { AfterSend } from "./after-send.js";
import { checkOpen, deriveOpen } from "./check-open.js";
import { draftStore } from "./draft.js";
import type { Draft, DraftStore, Intention } from "./draft.js";
import type { Screen } from "./screen.js";

/**
 * Opens a record of any scenario: the form, the price, the sending, the receipt. Patterns that ask in ways of their own
 * extend it.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class OpenView extends LinliElement {
  static override properties: PropertyDeclarations = {
    screen: { attribute: false },
    free: { attribute: false },
    busy: { state: true },
    opened: { state: true },
    restored: { state: true },
    subject: { state: true },
    asksWho: { state: true },
    help: { state: true },
    offset: { state: true },
  };

  /** The scenario that is shown. */
  declare screen: Screen | undefined;
  /** What can be had of the things that it uses. */
  declare free: AvailabilityView | undefined;
  declare busy: boolean;
  /** What was opened. */
  declare opened: RecordHandle | SeriesView | undefined;
  declare restored: boolean;
  /** For whom: an id, or "" for the reader herself; `undefined`: not said yet. */
  declare subject: string | undefined;
  /** Asks for whom it is, where the reader may act for others. */
  declare asksWho: ((view: OpenView) => Part) | undefined;
  /** Whom to ask, shown in trouble. */
  declare help: unknown;
  /** Offset of the street's clock, where no availability says it. */
  declare offset: string | undefined;

  /** The record that is being filled in; written in place. */
  value: { [name: string]: Json | undefined } = {};
  options: { [name: string]: Json | undefined } = {};
  #store: DraftStore | undefined;
  #intention: Intention | undefined;
  #task: FormTask | undefined;
  #after: AfterSend | undefined;
  #shown = "";

  constructor() {
    super();
    this.busy = false;
    this.restored = false;
  }

  /** The form that is shown. */
  get form(): CommunityForm | null {
    return this.renderRoot.querySelector("community-form");
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("screen") && this.screen !== undefined) this.#begin(this.screen);
  }

  #begin(screen: Screen): void {
    const { contract, street } = screen;
    this.#store = draftStore(street.street, contract.id);
    const draft = this.#store.read();
    this.restored = draft !== undefined;
    this.value = { ...screen.value, ...draft?.value };
    this.options = { ...draft?.options };
    this.subject = draft?.subject;
    this.#intention = draft?.intention;
    this.#task = {
      schema: this.schemaOf(screen),
      base: "record",
      submit: () => this.submitLabel(screen),
      offset: () => this.free?.offset ?? this.offset,
      validate: (value) => this.#validate(value as JsonObject),
      consents: contract.consent ?? [],
      perScreen: this.perScreen,
      things: () => this.free && { uses: contract.uses ?? [], free: this.free },
    };
    void this.#loadMore(screen);
  }

  /** What only some forms need: for whom else it can be, and the street's offset where no availability says it. */
  async #loadMore({ contract, street }: Screen): Promise<void> {
    const { behalf = [] } = contract.people;
    const needsOffset = !contract.uses?.length && /"date-time"/.test(JSON.stringify(contract.record));
    const me = behalf.length > 0 ? await street.me().catch(() => undefined) : undefined;
    const people = me?.behalf.filter(({ relation }) => behalf.includes(relation)) ?? [];
    const isDesk = me?.roles.some((role) => behalf.includes(role)) === true;
    if (isDesk || people.length > 0) {
      const { asksWho } = await import("./who-part.js");
      this.asksWho = await asksWho(street, people, isDesk);
    }
    if (needsOffset) this.offset = /[+-]\d\d:\d\d$/.exec((await street.info().catch(() => undefined))?.now ?? "")?.[0];
  }

  #validate(value: JsonObject): readonly SaidFault[] {
    const { screen } = this;
    if (screen === undefined) return [];
    const faults = check(screen.contract.record, value);
    const said =
      faults.length > 0 ? faults : checkOpen({ contract: screen.contract, value, free: this.free }, screen.words);
    return this.asksWho !== undefined && this.subject === undefined
      ? [...said, { at: "?subject", keyword: "enum" }]
      : said;
  }

  /** What is asked, in the order in which it is asked. */
  protected schemaOf({ contract }: Screen): JsonSchema {
    return contract.record;
  }

  /** How many questions are asked on a screen; `undefined`: all. */
  protected readonly perScreen: number | undefined = undefined;

  /** Questions that this pattern asks in its own way, by the field that they answer. Under "": before all fields. */
  protected parts(): ReadonlyMap<Pointer, readonly Part[]> {
    return new Map([["", this.who()]]);
  }

  /** Asks for whom it is, where the reader may act for others. */
  protected who(): readonly Part[] {
    return this.asksWho === undefined ? [] : [this.asksWho(this)];
  }

  /** Says for whom it is; "": for the reader herself. */
  choose(subject: string): void {
    this.subject = subject;
    this.keep();
    this.form?.model.mended("?subject");
  }

  /** What the button says. */
  protected submitLabel({ words }: Screen): string {
    return words.label("actions/open");
  }

  /** Where a problem of the hub is shown, if it names no field. */
  placeOf(_problem: ProblemError): Pointer {
    return "";
  }

  /** Stands above the button: what it costs, as far as it can be said. */
  protected footer({ contract, words }: Screen): unknown {
    const derived = deriveOpen({ contract, value: this.value, free: this.free });
    return Object.entries(contract.derived ?? {}).map(([name, { type }]) => {
      const fen = derived[name];
      if (type !== "fen" || typeof fen !== "number" || Number.isNaN(fen)) return nothing;
      const said = fen === 0 ? words.ui.free : words.say("yuan", { n: fen / 100 });
      return html`<p class="price"><span>${words.label(`derived/${name}`)}</span> <b>${said}</b></p>`;
    });
  }

  /** Keeps what is filled in. Renders only if what is computed from it changes: a key typed must stay cheap. */
  keep(): void {
    const { screen } = this;
    this.#store?.keep(() => this.#draft());
    if (screen === undefined) return;
    const shown = JSON.stringify(deriveOpen({ contract: screen.contract, value: this.value, free: this.free }));
    if (shown !== this.#shown) this.requestUpdate();
    this.#shown = shown;
  }

  #draft(): Draft {
    return {
      value: this.value,
      options: this.options,
      subject: this.subject,
      consent: [...(this.form?.model.given ?? [])],
      intention: this.#intention,
    };
  }

  protected override content(): unknown {
    const { screen, opened } = this;
    if (screen === undefined || this.#task === undefined) return nothing;
    if (opened !== undefined) return this.#after?.receipt(this, screen, opened);
    const { words } = screen;
    return html`${
        this.restored
          ? html`<p class="restored">
              ${words.ui.restored}
              <button type="button" class="quiet" @click=${() => this.#clear()}>${words.ui.startAnew}</button>
            </p>`
          : nothing
      }
      <community-form
        exportparts="submit, summary"
        .task=${this.#task}
        .words=${words}
        .value=${this.value}
        .parts=${this.parts()}
        .footer=${html`${this.footer(screen)}${this.help}`}
        .busy=${this.busy}
        @draft=${() => this.keep()}
        @send=${(event: CustomEvent<Filled>) => void this.send(screen, event.detail)}
      ></community-form>`;
  }

  #clear(): void {
    this.#store?.forget();
    for (const name of Object.keys(this.value)) delete this.value[name];
    this.options = {};
    this.subject = undefined;
    this.restored = false;
    const { form } = this;
    form?.model.given.clear();
    form?.clear();
  }

  /** Begins another one. */
  again(): void {
    this.opened = undefined;
    this.#clear();
    this.dispatchEvent(new CustomEvent("refresh"));
  }

  /** The key of what is sent: the same for the same wish, until the hub has answered it. */
  #keyFor(body: string): string {
    if (this.#intention?.body !== body) this.#intention = { key: mintKey(), body };
    this.keep();
    return this.#intention?.key ?? mintKey();
  }

  /** Opens the record with what is filled in. */
  protected async send({ contract, street }: Screen, { consent }: Pick<Filled, "consent">): Promise<void> {
    const record = structuredClone(this.value) as JsonObject;
    const isSeries = this.options.series !== undefined;
    const said = {
      version: contract.version,
      ...(this.subject && { subject: this.subject }),
      ...(Object.keys(this.options).length > 0 && { options: this.options as JsonObject }),
      consent,
    };
    const key = this.#keyFor(JSON.stringify([record, said]));
    const scenario = street.client.anyScenario(contract.id);
    // First of all it is sent: what the screen says meanwhile, and what comes after, can wait that long.
    const sent = isSeries ? scenario.openSeries(record, { ...said, key }) : scenario.open(record, { ...said, key });
    const after = import("./after-send.js").then(({ afterSend }) => afterSend(street.locale));
    after.catch(() => undefined);
    this.busy = true;
    this.help = undefined;
    try {
      const opened = await sent;
      this.#intention = undefined;
      this.#store?.forget();
      this.restored = false;
      this.#after = await after.catch(() => undefined);
      this.tell("linli-opened", "outcomes" in opened ? opened : opened.view);
      this.opened = opened;
      await this.focusOn("[tabindex]");
    } catch (error) {
      await this.#failed(error as ProblemError, after);
    } finally {
      this.busy = false;
    }
  }

  async #failed(problem: ProblemError, after: Promise<AfterSend>): Promise<void> {
    const { screen } = this;
    if (screen === undefined || problem.code === undefined) throw problem;
    // Answered for good: the next try is another wish. Without an answer it is the same one.
    if (problem.status >= 400 && problem.status < 500) this.#intention = undefined;
    this.keep();
    try {
      await (await after).failed(this, screen, problem);
    } catch {
      await this.form?.fail([{ at: "", keyword: "offline", message: screen.words.ui.offline }]);
    }
  }
}
