import type { PropertyDeclarations, PropertyValues } from "lit";
import type { JsonSchema, Pointer } from "@linli/contracts";
import { deriveOpen } from "../../flow/check-open.js";
import { OpenView } from "../../flow/open-view.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { branchesTaken, fieldsOf } from "../../form/fields.js";
import type { Field } from "../../form/fields.js";
import type { Words } from "../../lib/words.js";
import { flowsOf } from "../../ui/flows/flow-words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { callPart } from "./call-part.js";
import { caseFields, inOrderOfTelling, numbersOf } from "./case-fields.js";
import type { CaseFields } from "./case-fields.js";
import { morePart } from "./more-part.js";
import { photoPart } from "./photo-part.js";
import { whatPart } from "./what-part.js";
import { css } from "../../sheets/case.css.js";
import { addStyles } from "../../sheets/sheets.js";

addStyles(css);

/**
 * Reports something in three taps: what, a photo, where; all else is folded away. Where it is urgent, the emergency
 * numbers come first: the platform never replaces the call.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class CaseView extends OpenView {
  static override properties: PropertyDeclarations = { unfolded: { state: true } };

  /** Whether what may be left out is in sight; `undefined`: as long as nothing of it is filled in, it is not. */
  declare unfolded: boolean | undefined;

  #schema: JsonSchema = {};
  #fields: CaseFields | undefined;
  #taken = "";

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("screen") && this.screen !== undefined) {
      this.#schema = inOrderOfTelling(this.screen.contract.record);
      this.#fields = caseFields(this.screen.contract.record);
    }
    super.willUpdate(changed);
  }

  protected override schemaOf(): JsonSchema {
    return this.#schema;
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const { screen } = this;
    const fields = this.#fields;
    const flow = screen && flowsOf(screen.words.locale);
    if (screen === undefined || fields === undefined || flow === undefined) return new Map();
    const { words } = screen;
    const parts = new Map<Pointer, readonly Part[]>([["", this.who()]]);
    const { what, called } = fields;
    const { value } = this;
    const photos = called === undefined ? fields.photos : undefined;
    if (photos !== undefined) parts.set(photos, []);
    if (what !== undefined) {
      const photo =
        photos === undefined
          ? []
          : [photoPart({ at: photos, schema: this.#at(photos), required: this.#needs(photos) }, screen, flow)];
      parts.set(what, [
        whatPart({ at: what, schema: this.#at(what), value, words, chosen: () => this.#chosen(what) }),
        ...photo,
      ]);
    }
    if (called !== undefined) {
      parts.set(called, []);
      const numbers = numbersOf(this.#at(called));
      const advised = this.#advised(screen, numbers);
      parts.set("", [
        callPart({ at: called, numbers, advised, value, words, flow, chosen: () => this.#chosen(called) }),
        ...this.who(),
      ]);
    }
    const folded = this.#folded();
    for (const { at } of folded) parts.set(at, []);
    if (folded.length > 0) parts.set("?end", [this.#more(folded, words, flow)]);
    return parts;
  }

  #more(fields: readonly Field[], words: Words, flow: FlowWords): Part {
    const isOpen = this.unfolded ?? fields.some(({ at }) => this.value[at.slice(1)] !== undefined);
    return morePart({ fields, words, flow, value: this.value, isOpen, toggled: (open) => (this.unfolded = open) });
  }

  /** Whatever changes which fields are asked renders; a key typed does not. */
  override keep(): void {
    super.keep();
    const taken = branchesTaken(this.#schema, this.value);
    if (taken !== this.#taken) this.requestUpdate();
    this.#taken = taken;
  }

  #chosen(at: Pointer): void {
    this.form?.model.mended(at);
    this.keep();
    this.requestUpdate();
  }

  #needs(at: Pointer): boolean {
    return fieldsOf(this.#schema, "", this.value).some((field) => field.at === at && field.required);
  }

  #at(at: Pointer): JsonSchema {
    return ((this.#schema.properties ?? {}) as { readonly [name: string]: JsonSchema })[at.slice(1)] ?? {};
  }

  /** What may be left out, except a photo, which says more than words. */
  #folded(): readonly Field[] {
    const fields = this.#fields;
    const isUrgent = fields?.called !== undefined;
    return fieldsOf(this.#schema, "", this.value).filter(
      ({ at, required }) => !required && at !== fields?.called && (at !== fields?.photos || isUrgent),
    );
  }

  /** Numbers that the contract says to call for what has happened. */
  #advised({ contract }: Screen, numbers: readonly string[]): readonly string[] {
    const derived = Object.values(deriveOpen({ contract, value: this.value, free: this.free }));
    const list = derived.find(
      (one): one is readonly string[] =>
        Array.isArray(one) && one.length > 0 && one.every((n) => numbers.includes(String(n))),
    );
    return this.#fields?.what !== undefined && this.value[this.#fields.what.slice(1)] !== undefined ? (list ?? []) : [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-case-view": CaseView;
  }
}
