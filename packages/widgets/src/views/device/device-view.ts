import { html, nothing } from "lit";
import type { RecordView, ResourceAvailability, UseRule } from "@linli/contracts";
import { BoardView, form } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { headline } from "../../board/headline.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import { put } from "../../form/pointers.js";
import { factsOf } from "../../lib/facts-of.js";
import { sayMoment } from "../../lib/say-time.js";
import "./community-device.js";
import { deviceWords } from "./device-words.js";
import "../../sheets/box.js";

const failed = new Set(["failed", "timed-out"]);

/**
 * Things that can be told to do something: how each of them stands, what it measured, what it does by itself; then the
 * command, and what came of it.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class DeviceView extends BoardView {
  protected override shelves({ screen, me }: Board): readonly Shelf[] {
    const say = deviceWords(screen.words.locale);
    const isMine = ({ opener }: RecordView) => opener.id === me?.id;
    return [
      {
        id: "mine",
        name: say("mine"),
        query: { mine: true, limit: 10 },
        fits: isMine,
        empty: say("noneMine"),
        shy: true,
      },
      {
        id: "desk",
        name: say("desk"),
        query: { limit: 50 },
        fits: (one) => failed.has(one.state) && !isMine(one),
        empty: say("noneMine"),
        shy: true,
      },
    ];
  }

  protected override entry(view: RecordView, { screen }: Board): Entry {
    return {
      what: headline(view, screen),
      about: [view.uses[0]?.name ?? "", sayMoment(view.opened, screen.words)],
    };
  }

  get #use(): UseRule | undefined {
    return this.screen?.contract.uses?.find(({ at }) => !at.includes("*"));
  }

  get #things(): readonly ResourceAvailability[] {
    return (this.free?.resources ?? []).filter(({ kind }) => kind === this.#use?.kind);
  }

  protected override begins(board: Board): unknown {
    return this.#things.length > 0 ? nothing : super.begins(board);
  }

  protected override head(board: Board): unknown {
    const { words } = board.screen;
    const say = deviceWords(words.locale);
    if (this.free === undefined) return nothing;
    const begins = this.beginning(board);
    return html`<section class="field">
      <h3>${say("things")}</h3>
      ${this.#things.length === 0 ? html`<p class="empty">${say("none")}</p>` : nothing}
      <ul class="cards">
        ${this.#things.map(
          (one) =>
            html`<li class="box">
              <div>
                <b>${one.name}</b>
                <p class="note">${[one.place?.address, factsOf(one, words)].filter(Boolean).join(" · ")}</p>
              </div>
              <community-device .thing=${one} .words=${words}></community-device>
              ${
                begins === ""
                  ? nothing
                  : html`<button type="button" data-begin data-session=${one.id} @click=${() => this.#command(one)}>
                      ${begins}
                    </button>`
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #command({ id }: ResourceAvailability): void {
    const use = this.#use;
    if (use === undefined) return;
    put(this.value, use.at, id);
    this.keep();
    void this.go(form);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-device-view": DeviceView;
  }
}
