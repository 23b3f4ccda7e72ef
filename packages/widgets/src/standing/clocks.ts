import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ClockView } from "@linli/contracts";
import { sayAhead } from "../lib/say-clock.js";
import type { Standing } from "./standing.js";

const most = 2;

/**
 * What is left of the time, in words first, then as a bar; and what comes when it has run out. `within`: only of what runs
 * out so soon, in milliseconds.
 */
export function clocks({ view, screen, flow, now }: Standing, within = Infinity): unknown {
  const { words } = screen;
  const labelled = (clock: ClockView) =>
    words.label(`actions/${clock.then ?? ""}`, words.label(`flags/${clock.then ?? ""}`));
  const running = view.clocks
    .filter(
      (clock) =>
        labelled(clock) !== "" && Date.parse(clock.due) - now < within && !view.flags.includes(clock.then ?? ""),
    )
    .sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
  const shown = running.filter((clock, i) => running.findIndex(({ then }) => then === clock.then) === i).slice(0, most);
  return shown.length === 0
    ? nothing
    : html`<div class="clocks">${shown.map((clock) => line(clock, labelled(clock)))}</div>`;

  function line(clock: ClockView, then: string): TemplateResult {
    const [from, due] = [Date.parse(view.entered), Date.parse(clock.due)];
    const isAction = words.label(`actions/${clock.then ?? ""}`) !== "";
    const left = sayAhead(clock.due, now, flow);
    return html`<p class=${due - now < 5 * 60_000 ? "clock soon" : "clock"}>
      <b>${left === "" ? flow.say("clockOver") : left}</b>
      <span>${flow.say(isAction ? "thenActs" : "thenCounts", { then })}</span>
      <progress max="1" .value=${Math.min(1, Math.max(0, (now - from) / (due - from)))} aria-hidden="true"></progress>
    </p>`;
  }
}
