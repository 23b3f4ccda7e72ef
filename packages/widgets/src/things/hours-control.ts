import { html, nothing } from "lit";
import type { Json, JsonObject } from "@linli/contracts";
import { group } from "../form/frame.js";
import type { Control } from "../form/host.js";
import { daysOf, sayWeekdayOf, weekdays } from "../lib/say-hours.js";
import { thingsWords } from "./things-words.js";

/** Opening hours as a keeper says them: on which days of the week, from when until when, and on which days not. */
export const hoursControl: Control = (field, host) => {
  const { at, required } = field;
  const { locale } = host.words;
  const say = thingsWords(locale);
  if (required) host.init(at, { rule: "FREQ=DAILY", from: "08:00", until: "20:00" });
  const value = (host.get(at) ?? {}) as JsonObject;
  const rule = typeof value.rule === "string" ? value.rule : "";
  const days = daysOf(rule);
  const closed = (value.exceptions ?? []) as readonly JsonObject[];
  const write = (more: JsonObject) => {
    const { exceptions, ...next } = {
      rule: "FREQ=DAILY",
      from: "08:00",
      until: "20:00",
      ...value,
      ...more,
    } as JsonObject;
    const kept = (exceptions ?? []) as readonly Json[];
    host.set(at, { ...next, ...(kept.length > 0 && { exceptions: kept }) });
    host.requestUpdate();
  };
  const toggle = (day: string) => {
    const chosen = weekdays.filter((one) => (one === day) !== (days ?? []).includes(one));
    if (chosen.length > 0)
      write({ rule: chosen.length === weekdays.length ? "FREQ=DAILY" : `FREQ=WEEKLY;BYDAY=${chosen.join(",")}` });
    else host.requestUpdate();
  };
  const hour = (name: "from" | "until") =>
    html`<label class="row"
      >${say(name)}
      <input
        type="time"
        class="short"
        .value=${String(value[name] ?? "")}
        @change=${(event: Event) => write({ [name]: (event.target as HTMLInputElement).value })}
    /></label>`;
  const change = (i: number, name: string) => (event: Event) => {
    const { value: typed } = event.target as HTMLInputElement;
    const { [name]: _, ...rest } = closed[i] ?? {};
    write({ exceptions: closed.with(i, { ...rest, ...(typed !== "" && { [name]: typed }) }) });
  };
  return group(
    field,
    host,
    html`${days === undefined && rule !== "" ? html`<p class="note">${say("other", { rule })}</p>` : nothing}
      <fieldset>
        <legend class="part">${say("days")}</legend>
        <div class="picks">
          ${weekdays.map(
            (day) =>
              html`<label class="pick"
                ><input type="checkbox" .checked=${days?.includes(day) === true} @change=${() => toggle(day)} /><span
                  >${sayWeekdayOf(day, locale)}</span
                ></label
              >`,
          )}
        </div>
      </fieldset>
      <div class="row">${hour("from")} ${hour("until")}</div>
      <fieldset>
        <legend class="part">${say("special")}</legend>
        ${closed.map(
          (one, i) =>
            html`<div class="item">
              <label class="row"
                >${say("date")}
                <input type="date" class="short" .value=${String(one.date ?? "")} @change=${change(i, "date")}
              /></label>
              <label class="row"
                >${say("reason")}
                <input .value=${String(one.reason ?? "")} maxlength="100" @change=${change(i, "reason")}
              /></label>
              <button
                type="button"
                class="quiet"
                @click=${() => write({ exceptions: closed.filter((_, other) => other !== i) })}
              >
                ${say("removeDay", { date: String(one.date ?? "") })}
              </button>
            </div>`,
        )}
        <button type="button" @click=${() => write({ exceptions: [...closed, { date: "" }] })}>${say("addDay")}</button>
      </fieldset>`,
  );
};
