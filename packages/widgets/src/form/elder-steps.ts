import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { TemplateResult } from "lit";
import type { JsonSchema, Pointer } from "@linli/contracts";
import type { CommunityForm, Question } from "./community-form.js";
import { fill } from "../lib/words.js";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";
import "../sheets/elder.js";
import "../sheets/facts.js";
import { sayValue } from "./say-value.js";

/** One screen: a question, the optional ones together, or the last look at all. */
interface Step {
  readonly id: string;
  readonly questions: readonly Question[];
}

const check = "?check";
const optional = "?optional";

/** The steps of a form: required questions, a few on a screen, the optional ones on one, then a last look. */
function stepsOf(form: CommunityForm): readonly Step[] {
  const questions = form.questions();
  const needed = new Set(questions.filter((one) => one.required).map((one) => one.at));
  const decisive = namesInConditions(form.task?.schema ?? {});
  // What may be left out stands beside what belongs to the same field, or before what it decides.
  const isOther = (one: Question) =>
    !one.required && (one.at === "" || !(needed.has(one.at) || decisive.has(one.at.slice(1))));
  const others = questions.filter(isOther);
  return [
    ...grouped(
      questions.filter((one) => !isOther(one)),
      form.perScreen,
    ),
    ...(others.length > 0 ? [{ id: optional, questions: others }] : []),
    { id: check, questions: [] },
  ];
}

interface Condition {
  readonly required?: readonly string[];
  readonly not?: { readonly required?: readonly string[] };
}

/** Fields whose answers decide what else is asked. */
function namesInConditions(schema: JsonSchema): ReadonlySet<string> {
  const parts = (schema.allOf ?? []) as readonly JsonSchema[];
  return new Set(
    [schema, ...parts].flatMap((one) => {
      const { required = [], not = {} } = (one.if ?? {}) as Condition;
      const within = one.else === undefined ? [] : namesInConditions(one.else as JsonSchema);
      return [...required, ...(not.required ?? []), ...within];
    }),
  );
}

/** So many questions on a screen; one of several fields, or one that the view asks in its own way, counts for more. */
function grouped(questions: readonly Question[], most: number): readonly Step[] {
  const steps: { readonly id: string; readonly questions: Question[]; weight: number }[] = [];
  for (const one of questions) {
    const isLarge =
      one.field === undefined || one.field.schema.type === "array" || one.field.schema.properties !== undefined;
    const weight = !one.required ? 0 : one.large === true ? most : isLarge ? Math.max(most / 2, 1) : 1;
    const last = steps.at(-1);
    if (last === undefined || last.weight + weight > most) steps.push({ id: one.id, questions: [one], weight });
    else {
      last.questions.push(one);
      last.weight += weight;
    }
  }
  return steps;
}

function indexOf(form: CommunityForm, steps: readonly Step[]): number {
  return Math.max(
    0,
    steps.findIndex(({ id, questions }) => id === form.step || questions.some((one) => one.id === form.step)),
  );
}

/** How a form asks step by step. */
export interface Steps {
  /** The screen that is asked now, with its place among all in words, and ways on and back. */
  readonly show: (form: CommunityForm) => TemplateResult;
  /** Goes on to the next screen if this one is answered; false: this is the last, so send. */
  readonly goOn: (form: CommunityForm) => boolean;
  /** Shows the screen on which the first fault can be mended. */
  readonly goToFault: (form: CommunityForm) => void;
}

/** Loads how a form asks step by step. */
export async function loadSteps(locale: string): Promise<Steps> {
  const more = await loadMore(locale);
  return { show: (form) => show(form, more), goOn, goToFault };
}

function show(form: CommunityForm, more: More): TemplateResult {
  const { model } = form;
  const steps = stepsOf(form);
  const index = indexOf(form, steps);
  const step = steps[index];
  const isLast = step?.id === check;
  const before = steps[index - 1];
  return html`<div class="step" tabindex="-1">
      <p class="progress">${fill(more.step, { n: index + 1, of: steps.length })}</p>
      ${form.summary()} ${isLast ? lastLook(form, more) : nothing}
      ${step?.id === optional ? html`<h3>${more.anythingElse}</h3>` : nothing}
      ${step?.questions.map(
        // Another question never takes over the controls of the last one: what is ticked there would stay ticked.
        (one) => keyed(one.id, one.render(model)),
      )}
    </div>
    ${isLast ? form.ending() : html`<div class="bar"><button class="go">${more.next}</button></div>`}
    ${
      before === undefined
        ? nothing
        : html`<button type="button" class="back" @click=${() => void form.goTo(before.id)}>${more.stepBack}</button>`
    }`;
}

/** Everything that was answered, each with a way to change it. */
function lastLook(form: CommunityForm, more: More): TemplateResult {
  const rows = form
    .questions()
    .map((one) => ({ ...one, said: answerOf(form, one, more) }))
    .filter((one) => one.required || one.said !== "");
  return html`<h3>${more.lastLook}</h3>
    <dl class="facts">
      ${rows.map(
        (one) =>
          html`<div>
            <dt>${one.name}</dt>
            <dd>${one.said}</dd>
            <dd>
              <button
                type="button"
                class="quiet"
                aria-label=${fill(more.changeField, { field: one.name })}
                @click=${() => void form.goTo(one.id)}
              >
                ${more.change}
              </button>
            </dd>
          </div>`,
      )}
    </dl>`;
}

function answerOf(form: CommunityForm, question: Question, more: More): string {
  const { model, words, task } = form;
  if (question.answer !== undefined) return question.answer();
  if (question.field === undefined || words === undefined || task === undefined) return "";
  const nameOf = (id: string) => task.things?.()?.free.resources.find((one) => one.id === id)?.name;
  const saying = { words, more, base: task.base, nameOf };
  return sayValue(question.field.schema, model.get(question.at), question.at, saying);
}

function goOn(form: CommunityForm): boolean {
  const steps = stepsOf(form);
  const index = indexOf(form, steps);
  const step = steps[index];
  const next = steps[index + 1];
  if (step === undefined || next === undefined) return false;
  const wrong = form.model.check().filter((fault) => step.questions.some((one) => isUnder(fault.at, one)));
  if (wrong.length > 0) void form.fail(wrong);
  else void form.goTo(next.id);
  return true;
}

function goToFault(form: CommunityForm): void {
  const [first] = form.model.faults.values();
  if (first === undefined) return;
  const step = stepsOf(form).find((one) => one.questions.some((question) => isUnder(first.at, question)));
  form.step = step?.id ?? check;
}

// Of a field that several parts ask for, each part is gone on from once it is ready itself.
function isUnder(at: Pointer, question: Question): boolean {
  if (at === question.id) return true;
  if (question.ready?.() === true || question.at === "") return false;
  return at === question.at || at.startsWith(`${question.at}/`);
}
