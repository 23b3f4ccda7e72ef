import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ConsentRule } from "@linli/contracts";
import { consentId } from "./form-model.js";
import type { FormModel } from "./form-model.js";
import { ownWords } from "../lib/own-words.js";
import { noteId } from "./frame.js";
import "../sheets/box.js";

const say = ownWords({
  "zh-CN": { byGuardian: "由监护人同意。" },
  en: { byGuardian: "Given by the guardian." },
  ko: { byGuardian: "보호자가 동의합니다." },
});

/** One consent, asked for by itself; says who gives it. */
export function consentBox(rule: ConsentRule, model: FormModel): TemplateResult {
  const at = consentId(rule.id);
  const fault = model.faultOf(at);
  return html`<div class="box">
    <label class="tick">
      <input
        type="checkbox"
        id=${at}
        name="?consent"
        value=${rule.id}
        .checked=${model.given.has(rule.id)}
        aria-describedby=${noteId(at)}
        aria-invalid=${fault === undefined ? nothing : "true"}
      />
      <span>${model.words.label(`consent/${rule.id}`)}</span>
    </label>
    <p class="note" id=${noteId(at)}>
      ${rule.by === "guardian" ? say(model.words.locale)("byGuardian") : ""}${fault === undefined ? "" : html`<b class="fault">${fault}</b>`}
    </p>
  </div>`;
}
