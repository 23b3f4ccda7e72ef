import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { Json, Pointer } from "@linli/contracts";
import { LinliElement } from "../lib/linli-element.js";
import type { Words } from "../lib/words.js";
import { loadFormats } from "./check.js";
import type { Steps } from "./elder-steps.js";
import type { consentBox } from "./consent-box.js";
import { fieldsOf } from "./fields.js";
import type { Field } from "./fields.js";
import { FormModel, consentId } from "./form-model.js";
import type { FormTask, SaidFault } from "./form-model.js";
import type { FormHost } from "./host.js";

/** A question that a view asks in its own way. */
export interface Part {
  /** The pointer that it answers, or a name of its own that starts with `?`. */
  readonly id: string;
  /** What it asks, in words. */
  readonly name: string;
  readonly required: boolean;
  readonly render: (host: FormHost) => unknown;
  /** What has been answered, in words; "": nothing yet. */
  readonly answer: () => string;
  /** Whether enough is answered to go on, beyond what the validator says. */
  readonly ready?: () => boolean;
  /** Fills a screen by itself, where questions are asked step by step. */
  readonly large?: boolean;
}

/** Something that a form asks: a part, or a field of the schema. */
export interface Question extends Omit<Part, "answer"> {
  /** The field that it belongs to; "": none. */
  readonly at: Pointer;
  readonly field?: Field;
  readonly answer?: () => string;
}

/** What a filled form hands over. */
export interface Filled {
  readonly value: Json;
  /** Ids of the consents that were given. */
  readonly consent: readonly string[];
}

/**
 * A form made from a JSON Schema, with native controls: what a contract asks for when a record is opened, or what an
 * action takes. Keeps every word typed; says what is wrong at the field, and all together above them.
 *
 * @fires {CustomEvent<undefined>} draft - Something was written; does not bubble.
 * @fires {CustomEvent<Filled>} send - All is filled in rightly; does not bubble.
 * @csspart submit - The button that sends.
 * @csspart summary - The box that names all faults.
 */
export class CommunityForm extends LinliElement {
  static override properties: PropertyDeclarations = {
    task: { attribute: false },
    words: { attribute: false },
    value: { attribute: false },
    parts: { attribute: false },
    footer: { attribute: false },
    busy: { type: Boolean },
    step: { state: true },
  };

  /** What the form is made from and for. */
  declare task: FormTask | undefined;
  declare words: Words | undefined;
  /** What is filled in; written in place. */
  declare value: Json & object;
  /** Questions in place of a field's own control, by its pointer. Under "": before all fields; under "?end": after. */
  declare parts: ReadonlyMap<Pointer, readonly Part[]>;
  /** Stands above the button: a price, a note. */
  declare footer: unknown;
  /** It is being sent. */
  declare busy: boolean;
  /** Where one question is asked at a time: which. */
  declare step: string | undefined;

  /** What is filled in and what is wrong with it. */
  readonly model = new FormModel(
    () => this.requestUpdate(),
    () => this.dispatchEvent(new CustomEvent("draft")),
  );
  /** Null where they could not be loaded. */
  #steps: Steps | null | undefined;
  #loading: Promise<void> | undefined;
  /** Asks for a consent, once a form needs one. */
  #consents: Promise<void> | undefined;
  #consentBox: typeof consentBox | undefined;

  constructor() {
    super();
    this.value = {};
    this.parts = new Map();
    this.busy = false;
  }

  /** How many questions are asked on a screen. */
  get perScreen(): number {
    return this.mode === "elder" ? 1 : (this.task?.perScreen ?? 1);
  }

  get #isStepwise(): unknown {
    return this.mode === "elder" || this.task?.perScreen;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { model, task, words } = this;
    if (task === undefined || words === undefined) return;
    Object.assign(model, { task, words, value: this.value, street: this.street, parts: this.parts });
    const before = changed.get("task") as FormTask | undefined;
    if (this.#isStepwise) this.#loading ??= this.#loadSteps(words);
    if (changed.has("task") && before?.schema !== task.schema) void loadFormats(task.schema);
  }

  /** All questions, in the order in which they are asked. */
  questions(): readonly Question[] {
    const { model, parts, task } = this;
    if (task === undefined) return [];
    const loose = (key: string) => (parts.get(key) ?? []).map((part) => ({ ...part, at: "" }));
    const asked = fieldsOf(task.schema, "", this.value).flatMap((field): readonly Question[] => {
      const own = parts.get(field.at);
      if (own !== undefined) return own.map((part) => ({ ...part, at: field.at }));
      return [
        {
          id: field.at,
          at: field.at,
          name: model.labelOf(field.at),
          required: field.required,
          field,
          render: () => model.field(field),
        },
      ];
    });
    return [...loose(""), ...asked, ...loose("?end")];
  }

  /** Shows what is wrong, all of it, and takes the reader there. */
  async fail(faults: readonly SaidFault[]): Promise<void> {
    const order = this.questions().flatMap(({ id, at }) => [id, at]);
    const placeOf = ({ at }: SaidFault) => order.findIndex((id) => id && `${at}/`.startsWith(`${id}/`));
    this.model.show([...faults].sort((a, b) => placeOf(a) - placeOf(b)));
    this.#steps?.goToFault(this);
    await this.focusOn(".summary");
  }

  /** Empties the form. */
  clear(): void {
    this.model.show([]);
    this.renderRoot.querySelector("form")?.reset();
    this.requestUpdate();
  }

  protected override content(): unknown {
    const { model, task, words } = this;
    if (task === undefined || words === undefined) return nothing;
    // Not all questions at once where they are asked step by step, however long that takes to load.
    const body =
      this.#isStepwise && this.#steps !== null
        ? this.#steps?.show(this)
        : [this.summary(), this.questions().map((one) => one.render(model)), this.ending()];
    return html`<form novalidate @input=${this.#typed} @focusout=${this.#left} @submit=${this.#submitted}>
      ${body}
    </form>`;
  }

  /** Consents, what the view says last, and the button. */
  ending(): unknown {
    const { model, task, words } = this;
    const asked = model.consents();
    if (asked.length > 0) this.#consents ??= this.#loadConsents();
    return html`${asked.map((rule) => this.#consentBox?.(rule, model))}
      <div class="bar">
        ${this.footer}
        <button class="go" part="submit" aria-disabled=${this.busy ? "true" : nothing}>
          ${this.busy ? words?.ui.sending : typeof task?.submit === "function" ? task.submit() : task?.submit}
        </button>
      </div>`;
  }

  /** The box that names all faults and leads to each; takes the focus when it appears. */
  summary(): unknown {
    const { model } = this;
    const faults = [...model.faults.values()];
    if (faults.length === 0) return nothing;
    return html`<div class="summary" part="summary" role="alert" tabindex="-1">
      <h3>${this.words?.say("mend", { n: faults.length })}</h3>
      <ul>
        ${faults.map((fault) => {
          const go = (event: Event) => {
            event.preventDefault();
            this.focusField(fault.at);
          };
          return html`<li><a href="#${fault.at}" @click=${go}>${model.say(fault)}</a></li>`;
        })}
      </ul>
    </div>`;
  }

  /** Shows another question and takes the reader there. */
  async goTo(step: string): Promise<void> {
    this.model.show([]);
    this.step = step;
    await this.focusOn(".step");
  }

  /** Moves the focus to a field. */
  focusField(at: Pointer): void {
    const found =
      this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(at)}"]`) ??
      this.renderRoot.querySelector<HTMLElement>(`[name="${CSS.escape(at)}"]`);
    const control = found?.matches("fieldset, div")
      ? found.querySelector<HTMLElement>("input:checked, input:enabled, select, textarea, button")
      : found;
    control?.focus();
  }

  /** Sends, if all is right; else says what is not. */
  async submit(): Promise<void> {
    if (this.busy) return;
    const faults = this.model.check();
    if (faults.length > 0) return this.fail(faults);
    this.model.show([]);
    const consent = this.model.consents().map((rule) => rule.id);
    this.dispatchEvent(new CustomEvent<Filled>("send", { detail: { value: this.value, consent } }));
  }

  readonly #typed = (event: Event): void => {
    const input = event.composedPath()[0] as HTMLInputElement;
    if (input.name === "?consent") this.#consented(input);
    else this.model.typed(input);
  };

  #consented(input: HTMLInputElement): void {
    const { model } = this;
    if (input.checked) model.given.add(input.value);
    else model.given.delete(input.value);
    model.mended(consentId(input.value));
    this.dispatchEvent(new CustomEvent("draft"));
  }

  readonly #left = (event: Event): void => {
    const input = event.composedPath()[0] as HTMLInputElement;
    if (input.matches("input:not([type=radio], [type=checkbox]), textarea")) this.model.left(input.name);
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    if (!(this.#isStepwise && this.#steps?.goOn(this))) void this.submit();
  };

  async #loadConsents(): Promise<void> {
    ({ consentBox: this.#consentBox } = await import("./consent-box.js"));
    this.requestUpdate();
  }

  async #loadSteps({ locale }: Words): Promise<void> {
    this.#steps = await import("./elder-steps.js").then(({ loadSteps }) => loadSteps(locale)).catch(() => null);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-form": CommunityForm;
  }
}
