import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import type {
  JsonObject,
  Pointer,
  RecordView,
  ResourceAvailability,
  ResourceView,
  StatisticsView,
  UseRule,
} from "@linli/contracts";
import { BoardView, form } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { put } from "../../form/pointers.js";
import { daysLater, sayDay, sayMoment } from "../../lib/say-time.js";
import type { Words } from "../../lib/words.js";
import { periodOf, sessionPart } from "../activity/session-part.js";
import { questions } from "./questions.js";
import { results } from "./results.js";
import { surveyWords } from "./survey-words.js";

/**
 * A questionnaire: the rounds that are open, the questions one by one, what one has answered; and what came of it, for
 * those who may see the answers.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class SurveyView extends BoardView {
  static override properties: PropertyDeclarations = { told: { state: true } };

  /** What the hub tells of the answers, by rounds. */
  declare told: readonly { readonly name: string; readonly statistics: StatisticsView }[];

  constructor() {
    super();
    this.told = [];
  }

  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = surveyWords(screen.words.locale);
    const isMine = ({ opener, subject }: RecordView) => opener.id === me?.id || subject.id === me?.id;
    return [
      { id: "mine", name: say("mine"), query: { mine: true }, fits: isMine, empty: say("none"), shy: true },
      ...(this.#isWorking
        ? [{ id: "all", name: say("sheets"), query: { limit: 200 }, fits: hasAnswers, empty: say("none"), shy: true }]
        : []),
    ];
  }

  protected override entry(view: RecordView, { screen }: Board): Entry {
    return {
      what: view.uses[0]?.name ?? screen.words.label("title"),
      about: [sayDay(view.opened.slice(0, 10), screen.words)],
      signs: view.actions.includes("amend") ? [{ said: screen.words.label("actions/amend"), kind: "left" }] : [],
    };
  }

  get #use(): UseRule | undefined {
    return this.screen?.contract.uses?.find(({ at }) => !at.includes("*"));
  }

  /** Rounds that have not ended. */
  get #rounds(): readonly ResourceAvailability[] {
    const now = Date.parse(this.free?.now ?? "") || this.now;
    const kind = this.#use?.kind;
    return (this.free?.resources ?? []).filter(
      (one) => one.kind === kind && Date.parse(periodOf(one)?.end ?? "9999-12-31T00:00:00Z") > now,
    );
  }

  get #open(): readonly ResourceAvailability[] {
    return this.#rounds.filter(
      (one) => Date.parse(periodOf(one)?.start ?? "") <= (Date.parse(this.free?.now ?? "") || this.now),
    );
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const { screen } = this;
    const parts = new Map(super.parts());
    const use = this.#use;
    if (screen === undefined) return parts;
    for (const [at, own] of questions(screen.contract.record, this.value as JsonObject, screen.words))
      parts.set(at, own);
    if (use === undefined) return parts;
    const rounds = { at: use.at, sessions: this.#open, words: screen.words, mayWait: true, chosen: () => this.keep() };
    return parts.set(use.at, [sessionPart(rounds)]);
  }

  protected override submitLabel({ words }: Screen): string {
    return surveyWords(words.locale)("send");
  }

  /** Further questions may be asked after every answer. */
  override keep(): void {
    super.keep();
    this.requestUpdate();
  }

  protected override begins(board: Board): unknown {
    return this.#use === undefined ? super.begins(board) : nothing;
  }

  protected override head(board: Board): unknown {
    const { words } = board.screen;
    const say = surveyWords(words.locale);
    if (this.#use === undefined || this.free === undefined || this.beginning(board) === "") return this.#results(board);
    const rounds = this.#rounds;
    return html`<section class="field">
      <h3>${say("rounds")}</h3>
      ${rounds.length === 0 ? html`<p class="empty">${say("noRounds")}</p>` : nothing}
      <ul class="cards">
        ${rounds.map((one) => {
          const { start = "", end = "" } = periodOf(one) ?? {};
          const isOpen = this.#open.includes(one);
          return html`<li>
            <button
              type="button"
              class="session"
              data-begin=${isOpen ? "" : nothing}
              data-session=${one.id}
              ?disabled=${!isOpen}
              @click=${() => this.#begin(one)}
            >
              <b>${one.name}</b>
              <span class="facts">${typeof one.value.about === "string" ? one.value.about : ""}</span>
              <strong class="count"
                >${isOpen ? say("until", { when: sayEnd(end, words) }) : say("later", { when: sayMoment(start, words) })}</strong
              >
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #begin({ id }: ResourceAvailability): void {
    const use = this.#use;
    if (use === undefined) return;
    put(this.value, use.at, id);
    this.keep();
    void this.go(form);
  }

  protected override async reload(): Promise<void> {
    await super.reload();
    if (this.board !== undefined && this.#isWorking) await this.#readStatistics(this.board);
  }

  get #isWorking(): boolean {
    return this.me?.roles.some((role) => role !== "resident") === true;
  }

  async #readStatistics({ screen: { contract, street } }: Board): Promise<void> {
    const handle = street.client.anyScenario(contract.id);
    const kind = this.#use?.kind;
    const rounds: ResourceView[] = [];
    if (kind !== undefined) for await (const one of street.client.resources({ kind })) rounds.push(one);
    const read = async ({ id, name }: Pick<ResourceView, "id" | "name">) => {
      const statistics = await handle.statistics(id === "" ? {} : { resource: id }).catch(() => undefined);
      return statistics === undefined ? [] : [{ name, statistics }];
    };
    this.told = (await Promise.all((kind === undefined ? [{ id: "", name: "" }] : rounds).map(read))).flat();
  }

  /** What came of it, round by round: for who answers for it. */
  #results({ screen }: Board): unknown {
    return this.told.map(
      ({ name, statistics }) =>
        html`<section class="account">
          <h3>${name}</h3>
          ${results(statistics, { schema: screen.contract.record, words: screen.words })}
        </section>`,
    );
  }
}

/** Until when: what ends at midnight ends with the day before. */
function sayEnd(end: string, words: Words): string {
  return end.slice(11, 16) === "00:00" ? sayDay(daysLater(end.slice(0, 10), -1), words) : sayMoment(end, words);
}

/** Whether more of it is shown to this reader than which round it was. */
const hasAnswers = ({ record }: RecordView): boolean =>
  Object.values(record).some((value) => typeof value === "object");

declare global {
  interface HTMLElementTagNameMap {
    "community-survey-view": SurveyView;
  }
}
