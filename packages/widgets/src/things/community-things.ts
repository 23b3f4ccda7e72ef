import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import type { KindView, ResourceView } from "@linli/contracts";
import type { ProblemError, Things } from "@linli/sdk";
import { defineElement } from "../lib/define-element.js";
import type { CommunityForm, Filled } from "../form/community-form.js";
import "../form/define.js";
import { LinliElement } from "../lib/linli-element.js";
import { sayDay } from "../lib/say-time.js";
import { wordsOf } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import "../record/define.js";
import { css } from "../sheets/board.css.js";
import { css as rowsCss } from "../sheets/records.css.js";
import { addStyles } from "../sheets/sheets.js";
import { css as ownCss } from "../sheets/things.css.js";
import type { StreetContext } from "../street/context.js";
import { loadMore } from "../ui/load-more.js";
import { loadUi } from "../ui/load-ui.js";
import type { More } from "../ui/more/zh-CN.js";
import { lastWeek, weekLater } from "./next-week.js";
import type { Week } from "./next-week.js";
import { faultsOfThing, inputOf, thingForm, thingIn } from "./thing-form.js";
import type { ThingForm } from "./thing-form.js";
import { thingFacts } from "./thing-facts.js";
import { thingsWords } from "./things-words.js";
import { readUses, usesList } from "./uses-list.js";
import type { Uses } from "./uses-list.js";

addStyles(rowsCss);
addStyles(css);
addStyles(ownCss);

/** Of more kinds than this one chooses from a list. */
const mostPicks = 12;

/** What was done just now, and how to undo it. */
interface Done {
  readonly said: string;
  readonly undo?: () => Promise<unknown>;
}

/** What is shown instead of the list. */
type At =
  | { readonly is: "form"; readonly thing: Partial<ResourceView>; readonly form: ThingForm }
  | { readonly is: "uses" | "closing"; readonly thing: ResourceView; readonly uses: Uses }
  | { readonly is: "record"; readonly record: string; readonly scenario: string };

/**
 * The things that the reader looks after: a keeper her courts, a canteen its dishes, an office its sessions, rounds and
 * shelters. They are made, changed, copied and closed here, by a form made from their kind's schema; what was done can be
 * undone. Before something is closed it says who is affected.
 */
export class CommunityThings extends LinliElement {
  static override properties: PropertyDeclarations = {
    kind: {},
    things: { state: true },
    kinds: { state: true },
    base: { state: true },
    more: { state: true },
    at: { state: true },
    done: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  /** The kind that is looked at; absent: the first of those that the reader looks after. */
  declare kind: string | undefined;
  declare things: readonly ResourceView[] | undefined;
  declare kinds: ReadonlyMap<string, KindView>;
  /** Words of forms, without those of a kind. */
  declare base: Words | undefined;
  declare more: More | undefined;
  declare at: At | undefined;
  declare done: Done | undefined;
  declare problem: string | undefined;
  declare busy: boolean;
  #offset = "+08:00";

  constructor() {
    super();
    this.kinds = new Map();
    this.busy = false;
  }

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    void this.#load(street);
  }

  get #say(): ReturnType<typeof thingsWords> {
    return thingsWords(this.street?.locale ?? "");
  }

  async #load(street: StreetContext): Promise<void> {
    this.problem = undefined;
    try {
      const { locale } = street;
      const [ui, more, info] = await Promise.all([loadUi(locale), loadMore(locale), street.info()]);
      this.more = more;
      this.base = wordsOf(locale, {}, ui);
      this.#offset = /[+-]\d\d:\d\d$/.exec(info.now)?.[0] ?? this.#offset;
      await this.#read(street);
    } catch {
      this.problem = this.#say("failed");
    }
  }

  async #read({ client }: StreetContext): Promise<void> {
    const all = await client.things();
    const kept: ResourceView[] = [];
    for await (const one of all.kept()) kept.push(one);
    const names = new Set([...kept.map(({ kind }) => kind), ...(this.kind === undefined ? [] : [this.kind])]);
    const missing = [...names].filter((name) => !this.kinds.has(name));
    const read = await Promise.all(missing.map(async (name) => [name, await all.kind(name)] as const));
    this.kinds = new Map([...this.kinds, ...read]);
    this.things = kept;
  }

  /** Words of a kind. */
  #wordsOf(kind: KindView): Words | undefined {
    return this.base && wordsOf(this.base.locale, kind.labels, this.base.ui);
  }

  /** Does something, reads all again, says what was done and how to undo it. */
  async #do(said: string, act: (things: Things) => Promise<(things: Things) => Promise<unknown>>): Promise<boolean> {
    const { street } = this;
    if (street === undefined || this.busy) return false;
    this.busy = true;
    this.problem = undefined;
    try {
      const things = await street.client.things();
      const back = await act(things);
      await this.#read(street);
      this.done = { said, undo: () => this.#undo(() => back(things)) };
      this.at = undefined;
      await this.focusOn(".did");
      return true;
    } catch (error) {
      await this.#refused(error as ProblemError);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #undo(back: () => Promise<unknown>): Promise<void> {
    try {
      await back();
      this.done = { said: this.#say("undone") };
    } catch (error) {
      this.problem = (error as ProblemError).message;
    }
    if (this.street) await this.#read(this.street);
    await this.focusOn(".did");
  }

  async #refused(problem: ProblemError): Promise<void> {
    const form = this.renderRoot.querySelector<CommunityForm>("community-form");
    if (form === null) this.problem = problem.message;
    else await form.fail(faultsOfThing(problem));
    this.tell("linli-problem", problem);
  }

  async #save(thing: Partial<ResourceView>, value: Filled["value"], kind: string): Promise<void> {
    const say = this.#say;
    const next = thingIn(value, thing);
    const { id, revision } = thing;
    if (id === undefined) {
      await this.#do(say("made", { name: next.name }), async (things) => {
        const made = await things.create(kind, next);
        return (again) => again.change(made.id, { ...next, life: "retired" });
      });
      return;
    }
    await this.#do(say("saved", { name: next.name }), async (things) => {
      const changed = await things.change(id, next, { ...(revision !== undefined && { revision }) });
      return (again) => again.change(id, inputOf(thing as ResourceView), { revision: changed.revision });
    });
  }

  async #setLife(thing: ResourceView, life: "closed" | "published"): Promise<void> {
    const said = this.#say(life === "closed" ? "closedNow" : "reopened", { name: thing.name });
    await this.#do(said, async (things) => {
      const { revision } = thing;
      const changed =
        life === "closed"
          ? await things.close(thing.id, { revision })
          : await things.change(thing.id, { ...inputOf(thing), life }, { revision });
      return (again) => again.change(thing.id, inputOf(thing), { revision: changed.revision });
    });
  }

  async #copyWeek({ things: before }: Week): Promise<void> {
    await this.#do(this.#say("copied", { n: before.length }), async (things) => {
      const made: ResourceView[] = [];
      for (const one of before)
        made.push(await things.create(one.kind, { ...inputOf(one), life: "published", value: weekLater(one.value) }));
      return (again) => Promise.all(made.map((one) => again.change(one.id, { ...inputOf(one), life: "retired" })));
    });
  }

  #edit(kind: KindView, thing: Partial<ResourceView>): void {
    if (this.base === undefined) return;
    const parents = (this.things ?? []).filter((one) => one.kind === kind.parent);
    const form = thingForm(kind, this.base, { thing, parents, offset: this.#offset });
    this.done = undefined;
    this.at = { is: "form", thing, form };
    void this.focusOn("h2[tabindex]");
  }

  async #ask(is: "uses" | "closing", thing: ResourceView): Promise<void> {
    if (this.street === undefined) return;
    try {
      this.done = undefined;
      this.at = { is, thing, uses: await readUses(this.street, thing.id) };
      await this.focusOn("h2[tabindex]");
    } catch (error) {
      this.problem = (error as ProblemError).message;
    }
  }

  async #back(): Promise<void> {
    const from = this.at;
    this.at = undefined;
    const id = from !== undefined && "thing" in from ? from.thing.id : undefined;
    await this.focusOn(id === undefined ? "[data-add]" : `[data-thing="${CSS.escape(id)}"] button`);
  }

  protected override content(): unknown {
    const { things, base, problem } = this;
    const say = this.#say;
    if (things === undefined || base === undefined)
      return html`<div class="paper">
        ${
          problem === undefined
            ? html`<p class="note" role="status">${say("loading")}</p>`
            : html`<p class="summary" role="alert">${problem}</p>
                <button type="button" @click=${() => this.street && void this.#load(this.street)}>
                  ${say("again")}
                </button>`
        }
      </div>`;
    const names = [...this.kinds.keys()];
    const kind = this.kinds.get(this.kind ?? "") ?? this.kinds.get(names[0] ?? "");
    if (kind === undefined) return html`<div class="paper"><p class="empty">${say("nothing")}</p></div>`;
    const words = this.#wordsOf(kind);
    return html`<div class="paper board">
      <div role="alert">${problem === undefined ? nothing : html`<p class="summary">${problem}</p>`}</div>
      ${words === undefined ? nothing : this.at === undefined ? this.#list(kind, words) : this.#shown(this.at, kind, words)}
    </div>`;
  }

  #list(kind: KindView, words: Words): unknown {
    const say = this.#say;
    const title = words.label(`resource/${kind.kind}/title`, kind.kind);
    const own = (this.things ?? []).filter((one) => one.kind === kind.kind);
    const week = lastWeek(own);
    const { done } = this;
    return html`${this.#kindPicks(kind)}
      <h2>${title}</h2>
      <div class="did" role="status" tabindex="-1">
        ${
          done === undefined
            ? nothing
            : html`<p>
                ${done.said}
                ${done.undo === undefined ? nothing : html`<button type="button" class="quiet" @click=${done.undo}>${say("undo")}</button>`}
              </p>`
        }
      </div>
      <button type="button" class="begin go" data-add @click=${() => this.#edit(kind, {})}>
        ${say("add", { title })}
      </button>
      ${
        week === undefined
          ? nothing
          : html`<button type="button" ?disabled=${this.busy} data-week @click=${() => void this.#copyWeek(week)}>
              ${say("week", { from: sayDay(week.from, words), until: sayDay(week.until, words), n: week.things.length })}
            </button>`
      }
      ${own.length === 0 ? html`<p class="empty">${say("empty", { title })}</p>` : nothing}
      <ul class="kept">
        ${own.map((one) => this.#row(one, kind, words))}
      </ul>`;
  }

  #kindPicks(shown: KindView): unknown {
    if (this.kinds.size < 2) return nothing;
    const count = (name: string) => (this.things ?? []).filter(({ kind }) => kind === name).length;
    const choose = (name: string) => {
      this.kind = name;
      this.done = undefined;
    };
    const kinds = [...this.kinds.values()].map((one) => ({
      one,
      title: one.labels[`resource/${one.kind}/title`] ?? one.kind,
    }));
    if (kinds.length > mostPicks)
      return html`<p class="shelves">
        <label for="kinds">${this.#say("kinds")}</label>
        <select id="kinds" @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
          ${kinds
            .sort((a, b) => a.title.localeCompare(b.title, this.base?.locale))
            .map(
              ({ one, title }) =>
                html`<option value=${one.kind} .selected=${one === shown}>${title} (${count(one.kind)})</option>`,
            )}
        </select>
      </p>`;
    return html`<fieldset class="shelves">
      <legend class="part">${this.#say("kinds")}</legend>
      <div class="picks">
        ${kinds.map(
          ({ one, title }) =>
            html`<label class="pick"
              ><input
                type="radio"
                name="?kind"
                value=${one.kind}
                .checked=${one === shown}
                @change=${() => choose(one.kind)}
              /><span>${title} <b>${count(one.kind)}</b></span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #row(thing: ResourceView, kind: KindView, words: Words): unknown {
    const say = this.#say;
    const facts = this.more === undefined ? "" : thingFacts(thing, kind, { words, more: this.more });
    const named = (label: string) => `${label} ${thing.name}`;
    const button = (label: string, act: () => void) =>
      html`<button type="button" aria-label=${named(label)} ?disabled=${this.busy} @click=${act}>${label}</button>`;
    const { id: _, revision: __, ...like } = thing;
    const copy = () => this.#edit(kind, { ...like, life: "published", name: say("copyName", { name: thing.name }) });
    return html`<li data-thing=${thing.id}>
      <p class="line">
        <b class="what">${thing.name}</b>
        <span class=${thing.life === "published" ? "how" : "how off"}>${say(thing.life)}</span>
      </p>
      ${facts === "" ? nothing : html`<p class="note">${facts}</p>`}
      <div class="tools">
        ${button(say("edit"), () => this.#edit(kind, thing))} ${button(say("copy"), copy)}
        ${button(say("uses"), () => void this.#ask("uses", thing))}
        ${
          thing.life === "published"
            ? button(say("close"), () => void this.#ask("closing", thing))
            : button(say("reopen"), () => void this.#setLife(thing, "published"))
        }
      </div>
    </li>`;
  }

  #shown(at: At, kind: KindView, words: Words): unknown {
    const say = this.#say;
    const back = html`<button type="button" class="back" @click=${() => void this.#back()}>‹ ${say("back")}</button>`;
    if (at.is === "record")
      return html`${back}<community-record record-id=${at.record} .scenario=${at.scenario}></community-record>`;
    if (at.is === "form") {
      const title = words.label(`resource/${kind.kind}/title`, kind.kind);
      const name = at.thing.id === undefined ? say("add", { title }) : (at.thing.name ?? title);
      return html`${back}
        <h2 tabindex="-1">${name}</h2>
        <community-form
          .task=${at.form.task}
          .words=${at.form.words}
          .value=${at.form.value}
          .busy=${this.busy}
          @send=${({ detail }: CustomEvent<Filled>) => void this.#save(at.thing, detail.value, kind.kind)}
        ></community-form>`;
    }
    return html`${back}
    ${at.is === "closing" ? this.#closing(at.thing, at.uses, words) : this.#using(at.thing, at.uses, words)}`;
  }

  #using({ name }: ResourceView, uses: Uses, words: Words): unknown {
    const say = this.#say;
    return html`<h2 tabindex="-1">${say("using", { name })}</h2>
      ${uses.records.length === 0 ? html`<p class="empty">${say("noneUsing")}</p>` : nothing}
      ${usesList(uses, words, ({ id, scenario }) => (this.at = { is: "record", record: id, scenario }))}`;
  }

  /** Who is affected comes before the button that closes. */
  #closing(thing: ResourceView, uses: Uses, words: Words): unknown {
    const say = this.#say;
    const n = `${uses.records.length}${uses.more ? "+" : ""}`;
    return html`<h2 tabindex="-1">${say("closing", { name: thing.name })}</h2>
      <p>${uses.records.length === 0 ? say("noUse") : say("hasUse", { n })}</p>
      ${thing.opening === undefined ? nothing : html`<p class="next">${say("onlyDays")}</p>`}
      ${usesList(uses, words, ({ id, scenario }) => (this.at = { is: "record", record: id, scenario }))}
      <div class="actions">
        <button
          type="button"
          class="go"
          data-sure
          ?disabled=${this.busy}
          @click=${() => void this.#setLife(thing, "closed")}
        >
          ${say("sure")}
        </button>
        <button type="button" @click=${() => void this.#back()}>${say("not")}</button>
      </div>`;
  }
}

defineElement("community-things", CommunityThings);

declare global {
  interface HTMLElementTagNameMap {
    "community-things": CommunityThings;
  }
}
