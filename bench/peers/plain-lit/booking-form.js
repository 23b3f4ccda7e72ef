import { css, html, LitElement, nothing } from "lit";
import { validate } from "./validate.js";

const purposes = [
  ["leisure", "日常锻炼"],
  ["training", "训练"],
  ["friendly-match", "友谊赛"],
  ["school", "学校活动"],
  ["event", "社区活动"],
];
const equipment = [
  ["ball", "球"],
  ["racket", "球拍"],
  ["net", "球网"],
  ["bibs", "分队背心"],
  ["scoreboard", "记分牌"],
];
const access = [
  ["wheelchair", "轮椅"],
  ["hearing", "听力"],
  ["visual", "视力"],
];
const weekdays = "日一二三四五六";
const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const clock = (m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;

/** The same form as the court contract's, written by hand for one scenario and one language. */
class BookingForm extends LitElement {
  static properties = {
    free: { state: true },
    value: { state: true },
    errors: { state: true },
    day: { state: true },
    start: { state: true },
    slots: { state: true },
    done: { state: true },
    busy: { state: true },
    agreed: { state: true },
  };

  static styles = css`
    :host {
      display: block;
      color: #1c2420;
      font: 400 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif;
    }
    * {
      box-sizing: border-box;
    }
    form {
      display: grid;
      gap: 20px;
    }
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      min-width: 0;
    }
    legend,
    label.name {
      font-weight: 600;
      margin-block-end: 6px;
      display: block;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .days {
      display: grid;
      grid-template-columns: repeat(7, 1fr);
      gap: 6px;
    }
    .times {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: 8px;
    }
    .pick {
      position: relative;
    }
    .pick input {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      margin: 0;
      opacity: 0;
    }
    .pick span {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      min-height: 44px;
      padding: 4px 12px;
      border: 1px solid #6f7b75;
      border-radius: 8px;
    }
    .pick input:checked + span {
      background: #0b6e4f;
      color: #fff;
    }
    .pick input:disabled + span {
      border-style: dashed;
      color: #4f5b55;
    }
    .pick input:focus-visible + span {
      outline: 3px solid #0b6e4f;
      outline-offset: 2px;
    }
    .wide span {
      align-items: start;
      width: 100%;
    }
    input:not([type="radio"], [type="checkbox"]),
    textarea {
      width: 100%;
      min-height: 44px;
      padding: 8px 12px;
      border: 1px solid #6f7b75;
      border-radius: 8px;
      font: inherit;
    }
    .error {
      color: #b3261e;
      font-weight: 600;
      margin: 0;
    }
    button {
      min-height: 44px;
      border: 0;
      border-radius: 10px;
      background: #0b6e4f;
      color: #fff;
      font: inherit;
      font-weight: 600;
    }
  `;

  constructor() {
    super();
    this.value = {};
    this.errors = {};
    this.day = 0;
    this.slots = 1;
  }

  async connectedCallback() {
    super.connectedCallback();
    const { base, street, token } = globalThis.booking;
    this.request = (path, init) =>
      fetch(`${base}/v1/streets/${street}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, "accept-language": "zh-CN", ...init?.headers },
      });
    const response = await this.request("/scenarios/sports.venues.court/availability?days=7");
    this.free = await response.json();
    this.value = { ...this.value, court: this.free.resources[0]?.id };
  }

  get court() {
    return this.free.resources.find((one) => one.id === this.value.court);
  }

  times() {
    const { court, free, day } = this;
    if (!court) return [];
    const now = free.now.slice(0, 16);
    return court.open[day].flatMap(([from, until]) => {
      const found = [];
      for (let t = minutes(from); t + 60 <= minutes(until); t += 60) {
        if (`${free.days[day]}T${clock(t)}` <= now) continue;
        const taken = court.taken[day].some(([a, b]) => minutes(a) < t + 60 && t < minutes(b));
        found.push({ t, taken });
      }
      return found;
    });
  }

  set(name, value) {
    const next = { ...this.value, [name]: value };
    if (value === undefined) delete next[name];
    this.value = next;
    if (this.errors[`/${name}`]) this.errors = this.check();
  }

  record() {
    const { value, start, free, day } = this;
    if (start === undefined) return value;
    const at = (t) => `${free.days[day]}T${clock(t)}:00${free.offset}`;
    return { ...value, period: { start: at(start), end: at(start + this.slots * 60) } };
  }

  check() {
    const record = this.record();
    const errors = {};
    if (!validate(record))
      for (const error of validate.errors) {
        if (error.keyword === "if") continue;
        const missing = error.params.missingProperty;
        const at = missing ? `${error.instancePath}/${missing}` : error.instancePath;
        errors[`/${at.split("/")[1]}`] ??= error.keyword === "required" ? "请填写这一项" : "请检查这一项";
      }
    if (record.players > this.court?.value.maxPlayers) errors["/players"] = "人数超过这块场地的上限。";
    if (record.accessibility?.length && !this.agreed) errors["/consent"] = "请先同意";
    return errors;
  }

  async submit(event) {
    event.preventDefault();
    this.errors = this.check();
    if (Object.keys(this.errors).length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector(".error")?.parentElement.querySelector("input,textarea")?.focus();
      return;
    }
    this.busy = true;
    this.key ??= crypto.randomUUID();
    const response = await this.request("/records", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": this.key },
      body: JSON.stringify({
        scenario: "sports.venues.court",
        record: this.record(),
        ...(this.agreed ? { consent: ["accessibility"] } : {}),
      }),
    });
    const answer = await response.json();
    this.busy = false;
    if (response.ok) this.done = answer;
    else this.errors = { "/": answer.title };
  }

  error(at) {
    return this.errors[at] ? html`<p class="error" role="alert">${this.errors[at]}</p>` : nothing;
  }

  picks(name, choices, many) {
    const chosen = this.value[name];
    return html`<div class="row">
      ${choices.map(
        ([id, text]) =>
          html`<label class="pick"
            ><input
              type=${many ? "checkbox" : "radio"}
              name=${name}
              value=${id}
              .checked=${many ? (chosen ?? []).includes(id) : chosen === id}
              @change=${(event) => {
                if (!many) return this.set(name, id);
                const rest = (chosen ?? []).filter((one) => one !== id);
                const next = event.target.checked ? [...rest, id] : rest;
                this.set(name, next.length > 0 ? next : undefined);
              }} /><span>${text}</span></label
          >`,
      )}
    </div>`;
  }

  text(name, title, type, more) {
    return html`<div>
      <label class="name" for=${name}>${title}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        inputmode=${more?.number ? "numeric" : nothing}
        .value=${this.value[name] ?? ""}
        @input=${({ target }) =>
          this.set(name, target.value === "" ? undefined : more?.number ? Number(target.value) : target.value)} />
      ${this.error(`/${name}`)}
    </div>`;
  }

  render() {
    if (this.done) return html`<h2>已约好</h2><p>${this.done.id}</p>`;
    if (!this.free) return html`<p role="status">正在加载…</p>`;
    const times = this.times();
    const at = times.findIndex((one) => one.t === this.start);
    return html`<h2>体育公园球场预约</h2>
      <form novalidate @submit=${this.submit}>
        <fieldset>
          <legend>日期</legend>
          <div class="days">
            ${this.free.days.map(
              (day, i) =>
                html`<label class="pick"
                  ><input
                    type="radio"
                    name="day"
                    .checked=${i === this.day}
                    @change=${() => {
                      this.day = i;
                      this.start = undefined;
                    }} /><span
                    ><small>${i === 0 ? "今天" : weekdays[new Date(`${day}T00:00Z`).getUTCDay()]}</small
                    >${Number(day.slice(8))}</span
                  ></label
                >`,
            )}
          </div>
        </fieldset>
        <fieldset>
          <legend>场地</legend>
          ${this.free.resources.map(
            (one) =>
              html`<label class="pick wide"
                ><input
                  type="radio"
                  name="court"
                  .checked=${one.id === this.value.court}
                  @change=${() => {
                    this.start = undefined;
                    this.set("court", one.id);
                  }} /><span
                  ><b>${one.name}</b
                  ><small
                    >最多 ${one.value.maxPlayers} 人 · ${one.value.hourlyFee ? `${one.value.hourlyFee / 100} 元` : "免费"}</small
                  ></span
                ></label
              >`,
          )}
        </fieldset>
        <fieldset>
          <legend>开始时间</legend>
          <div class="times">
            ${times.map(
              ({ t, taken }) =>
                html`<label class="pick"
                  ><input
                    type="radio"
                    name="start"
                    ?disabled=${taken}
                    .checked=${t === this.start}
                    @change=${() => {
                      this.start = t;
                      this.slots = 1;
                    }} /><span>${clock(t)}</span></label
                >`,
            )}
          </div>
          ${this.error("/period")}
        </fieldset>
        ${times[at + 1] && !times[at + 1].taken && at >= 0
          ? html`<fieldset>
              <legend>时长</legend>
              <div class="row">
                ${[1, 2].map(
                  (n) =>
                    html`<label class="pick"
                      ><input
                        type="radio"
                        name="slots"
                        .checked=${n === this.slots}
                        @change=${() => (this.slots = n)} /><span>${n} 小时</span></label
                    >`,
                )}
              </div>
            </fieldset>`
          : nothing}
        ${this.text("players", "人数", "text", { number: true })}
        <fieldset><legend>用途</legend>${this.picks("purpose", purposes)}${this.error("/purpose")}</fieldset>
        ${this.value.purpose === "training" ? this.text("coach", "教练姓名", "text") : nothing}
        <fieldset><legend>借用器材（选填）</legend>${this.picks("equipment", equipment, true)}</fieldset>
        <fieldset><legend>无障碍需要（选填）</legend>${this.picks("accessibility", access, true)}</fieldset>
        ${this.text("contact", "联系手机", "tel")}
        <div>
          <label class="name" for="note">备注（选填）</label>
          <textarea
            id="note"
            .value=${this.value.note ?? ""}
            @input=${({ target }) => this.set("note", target.value === "" ? undefined : target.value)}></textarea>
        </div>
        ${this.value.accessibility
          ? html`<div>
              <label
                ><input type="checkbox" name="consent" .checked=${this.agreed} @change=${({ target }) => (this.agreed = target.checked)} />
                我同意为安排场地使用我的无障碍需要信息，用后 30 天内删除。</label
              >${this.error("/consent")}
            </div>`
          : nothing}
        ${this.error("/")}
        <button aria-disabled=${this.busy ? "true" : nothing}>预约</button>
      </form>`;
  }
}

customElements.define("booking-form", BookingForm);
