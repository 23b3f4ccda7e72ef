import { html, nothing } from "lit";
import { at as read } from "@linli/contracts/json";
import type { Json, JsonObject, Pointer, RecordView, ResourceAvailability, UseRule } from "@linli/contracts";
import { BoardView, form } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { put } from "../../form/pointers.js";
import { sayMoment } from "../../lib/say-time.js";
import { activityWords } from "./activity-words.js";
import { isAhead, leftOf, periodOf, sessionCard, sessionPart } from "./session-part.js";

const ended = new Set(["attended", "cancelled", "absent"]);
const quick = ["accept-offer", "check-in"];

/**
 * What one can join: dates with places left, then who comes and what else is asked; for staff the list at the door.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class ActivityView extends BoardView {
  protected override readonly perScreen: number | undefined = 4;

  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = activityWords(screen.words.locale);
    const isMine = ({ opener, subject }: RecordView) => opener.id === me?.id || subject.id === me?.id;
    const isOver = ({ state }: RecordView) => ended.has(state);
    return [
      {
        id: "mine",
        name: say("mine"),
        query: { mine: true },
        fits: (one) => !isOver(one),
        empty: say("none"),
        shy: true,
      },
      {
        id: "desk",
        name: say("desk"),
        query: { for: "handler", limit: 200 },
        fits: (one) => !isOver(one) && !isMine(one),
        empty: say("noneDesk"),
        shy: true,
      },
      { id: "past", name: say("past"), query: { mine: true }, fits: isOver, empty: say("none"), shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen, me }: Board): Entry {
    const { words } = screen;
    const say = activityWords(words.locale);
    const isDesk = view.opener.id !== me?.id && view.subject.id !== me?.id;
    const [use] = view.uses;
    const who = view.subject.id === view.community ? view.opener.name : view.subject.name;
    return {
      what: isDesk ? (who ?? "") : (use?.name ?? words.label("title")),
      about: [
        isDesk ? (use?.name ?? "") : view.subject.id === me?.id ? "" : (who ?? ""),
        view.period === undefined ? "" : sayMoment(view.period.start, words, view.period.end),
        (use?.units ?? 1) > 1 ? say("people", { n: use?.units }) : "",
        view.waiting === undefined ? "" : say("waitingAt", { n: view.waiting }),
      ],
      quick: quick.find((action) => view.actions.includes(action) && (isDesk || action === "accept-offer")),
    };
  }

  get #use(): UseRule | undefined {
    return this.screen?.contract.uses?.find(({ at }) => !at.includes("*"));
  }

  /** Dates that have not begun, the nearest first. */
  get #sessions(): readonly ResourceAvailability[] {
    const { free } = this;
    const kind = this.#use?.kind;
    const start = (one: ResourceAvailability) => Date.parse(periodOf(one)?.start ?? "9999-12-31T00:00:00Z");
    return (free?.resources ?? [])
      .filter((one) => one.kind === kind && isAhead(one, free?.now ?? ""))
      .sort((a, b) => start(a) - start(b));
  }

  get #mayWait(): boolean {
    return this.screen?.contract.settings.waitlist !== undefined;
  }

  /** The chosen one has fewer places left than are asked for. */
  get #waits(): boolean {
    const use = this.#use;
    const one = this.#sessions.find(({ id }) => id === this.#valueAt(use?.at));
    const asked = typeof use?.units === "string" ? this.#valueAt(use.units) : (use?.units ?? 1);
    return one !== undefined && (leftOf(one) ?? Infinity) < (typeof asked === "number" ? asked : 1);
  }

  #valueAt(at: Pointer | undefined): Json | undefined {
    return at === undefined ? undefined : (read(this.value as JsonObject, at) as Json | undefined);
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const parts = new Map(super.parts());
    const use = this.#use;
    if (use === undefined || this.screen === undefined) return parts;
    const { words } = this.screen;
    const part = sessionPart({
      at: use.at,
      sessions: this.#sessions,
      words,
      mayWait: this.#mayWait,
      chosen: () => this.keep(),
    });
    return parts.set(use.at, [part]);
  }

  override keep(): void {
    if (this.#waits && this.#mayWait) this.options.waitlist = true;
    else delete this.options.waitlist;
    super.keep();
    this.requestUpdate();
  }

  protected override submitLabel(screen: Screen): string {
    return this.options.waitlist === true ? activityWords(screen.words.locale)("wait") : super.submitLabel(screen);
  }

  protected override footer(screen: Screen): unknown {
    const say = activityWords(screen.words.locale);
    return html`${super.footer(screen)}${this.options.waitlist === true ? html`<p class="next">${say("waits")}</p>` : nothing}`;
  }

  /** What one has entered comes before what one could enter. */
  protected override head(board: Board): unknown {
    return this.count("mine") === 0 ? this.#offers(board) : nothing;
  }

  protected override foot(board: Board): unknown {
    return this.count("mine") === 0 ? nothing : this.#offers(board);
  }

  /** Each date begins with itself chosen. */
  protected override begins(board: Board): unknown {
    return this.#sessions.length > 0 ? nothing : super.begins(board);
  }

  #offers(board: Board): unknown {
    const { words } = board.screen;
    const say = activityWords(words.locale);
    const sessions = this.#sessions;
    if (this.free === undefined || this.#use === undefined || this.beginning(board) === "") return nothing;
    return html`<section class="field">
      <h3>${say("offers")}</h3>
      ${sessions.length === 0 ? html`<p class="empty">${say("noOffers")}</p>` : nothing}
      <ul class="cards">
        ${sessions.map((one) => {
          const isFull = leftOf(one) === 0 && !this.#mayWait;
          return html`<li>
            <button
              type="button"
              class="session"
              data-begin
              data-session=${one.id}
              ?disabled=${isFull}
              @click=${() => this.#join(one)}
            >
              ${sessionCard(one, { words, mayWait: this.#mayWait })}
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #join({ id }: ResourceAvailability): void {
    const use = this.#use;
    if (use === undefined) return;
    put(this.value, use.at, id);
    this.keep();
    void this.go(form);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-activity-view": ActivityView;
  }
}
