import { html, LitElement, nothing } from "lit";
import { styles } from "./booking-form.css";
import { validate } from "../../../scenarios/sports/sports.venues.court.json";

const { base, street, token } = globalThis.booking;
const request = (path, init) =>
  fetch(`${base}/v1/streets/${street}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "accept-language": "zh-CN", ...init?.headers },
  });

// Asked for before anything else is done: the form waits for nothing but this.
const availability = request("/scenarios/sports.venues.court/availability?days=7").then((response) => response.json());

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
    hours: { state: true },
    done: { state: true },
    busy: { state: true },
    agreed: { state: true },
  };

  static styles = styles;

  constructor() {
    super();
    this.value = {};
    this.errors = {};
    this.day = 0;
    this.hours = 1;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.free = await availability;
  }

  get court() {
    return this.free.resources.find((one) => one.id === this.value.court);
  }

  times() {
    const { court, free, day } = this;
    if (!court) return [];
    const now = free.now.slice(0, 16);
    const { floodlit, indoor } = court.value;
    return court.open[day].flatMap(([from, until]) => {
      const found = [];
      for (let t = minutes(from); t + 60 <= minutes(until); t += 60) {
        if (`${free.days[day]}T${clock(t)}` <= now) continue;
        const taken = court.taken[day].some(([a, b]) => minutes(a) < t + 60 && t < minutes(b));
        const dark = !floodlit && !indoor && (t < 360 || t + 60 > 1080);
        found.push({ t, taken: taken || dark });
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
    return { ...value, period: { start: at(start), end: at(start + this.hours * 60) } };
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
    const { court } = this;
    if (court && record.players > court.value.maxPlayers) errors["/players"] = "人数超过这块场地的上限。";
    if (court && record.accessibility?.includes("wheelchair") && !court.value.stepFree)
      errors["/court"] = "轮椅到不了这块场地，请选标有“轮椅可达”的场地。";
    if (record.accessibility && !this.agreed) errors["/consent"] = "请先同意";
    return errors;
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.errors = this.check();
    if (Object.keys(this.errors).length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector(".error")?.parentElement.querySelector("input,textarea")?.focus();
      return;
    }
    this.busy = true;
    this.key ??= crypto.randomUUID();
    try {
      const response = await request("/records", {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": this.key },
        body: JSON.stringify({
          scenario: "sports.venues.court",
          record: this.record(),
          ...(this.agreed ? { consent: ["accessibility"] } : {}),
        }),
      });
      const answer = await response.json();
      if (response.ok) this.done = answer;
      else {
        this.errors = { "/": answer.title };
        this.key = undefined;
      }
    } catch {
      this.errors = { "/": "网络不通，请再试一次。" };
    }
    this.busy = false;
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
                }}
              /><span>${text}</span></label
            >`,
        )}
      </div>
      ${this.error(`/${name}`)}`;
  }

  text(name, title, type, { number, hint } = {}) {
    return html`<div>
      <label class="name" for=${name}>${title}</label>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      <input
        id=${name}
        name=${name}
        type=${type}
        inputmode=${number ? "numeric" : nothing}
        .value=${this.value[name] ?? ""}
        @input=${({ target }) =>
          this.set(name, target.value === "" ? undefined : number ? Number(target.value) : target.value)}
      />
      ${this.error(`/${name}`)}
    </div>`;
  }

  dayPicks() {
    const { days } = this.free;
    return html`<fieldset>
      <legend>日期</legend>
      <div class="days">
        ${days.map(
          (day, i) =>
            html`<label class="pick"
              ><input
                type="radio"
                name="day"
                value=${i}
                .checked=${i === this.day}
                @change=${() => {
                  this.day = i;
                  this.start = undefined;
                }}
              /><span
                ><small>${i === 0 ? "今天" : weekdays[new Date(`${day}T00:00Z`).getUTCDay()]}</small>${Number(
                  day.slice(8),
                )}</span
              ></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  courtPicks() {
    const facts = ({ maxPlayers, hourlyFee, stepFree }) =>
      `最多 ${maxPlayers} 人 · ${hourlyFee ? `每小时 ${hourlyFee / 100} 元` : "免费"}${stepFree ? " · 轮椅可达" : ""}`;
    return html`<fieldset>
      <legend>场地</legend>
      ${this.free.resources.map(
        (one) =>
          html`<label class="pick wide"
            ><input
              type="radio"
              name="court"
              value=${one.id}
              .checked=${one.id === this.value.court}
              @change=${() => {
                this.start = undefined;
                this.set("court", one.id);
              }}
            /><span><b>${one.name}</b><small>${facts(one.value)}</small></span></label
          >`,
      )}
      ${this.error("/court")}
    </fieldset>`;
  }

  timePicks() {
    const times = this.times();
    const at = times.findIndex((one) => one.t === this.start);
    const isLonger = at >= 0 && times[at + 1] && !times[at + 1].taken;
    return html`<fieldset>
        <legend>时段</legend>
        <p class="hint">整点开始，最多连订两小时；每人七天内最多约三场。</p>
        <div class="times">
          ${times.map(
            ({ t, taken }) =>
              html`<label class="pick"
                ><input
                  type="radio"
                  name="start"
                  value=${t}
                  ?disabled=${taken}
                  .checked=${t === this.start}
                  @change=${() => {
                    this.start = t;
                    this.hours = 1;
                    if (this.errors["/period"]) this.errors = this.check();
                  }}
                /><span>${clock(t)}</span></label
              >`,
          )}
        </div>
        ${this.error("/period")}
      </fieldset>
      ${
        isLonger
          ? html`<fieldset>
              <legend>时长</legend>
              <div class="row">
                ${[1, 2].map(
                  (n) =>
                    html`<label class="pick"
                      ><input
                        type="radio"
                        name="hours"
                        .checked=${n === this.hours}
                        @change=${() => (this.hours = n)}
                      /><span>${n} 小时</span></label
                    >`,
                )}
              </div>
            </fieldset>`
          : nothing
      }`;
  }

  render() {
    if (this.done) {
      return html`<h2>已约好</h2>
        <p>${this.done.id}</p>`;
    }
    if (!this.free) return html`<p role="status">正在加载…</p>`;
    const { value } = this;
    return html`<h2>体育公园球场预约</h2>
      <p>选球场、选时段，到场扫码就能打；临时有事，开场前两小时都可以取消。</p>
      <form novalidate @submit=${this.submit}>
        ${this.courtPicks()} ${this.dayPicks()} ${this.timePicks()}
        ${this.text("players", "人数", "text", { number: true })}
        <fieldset>
          <legend>用途</legend>
          ${this.picks("purpose", purposes)}
        </fieldset>
        ${value.purpose === "training" ? this.text("coach", "教练姓名", "text") : nothing}
        <fieldset>
          <legend>借用器材（选填）</legend>
          <p class="hint">免费借用，到场后在值班室领取。</p>
          ${this.picks("equipment", equipment, true)}
        </fieldset>
        <fieldset>
          <legend>无障碍需要（选填）</legend>
          <p class="hint">管理员会提前放好坡道、安排引导。</p>
          ${this.picks("accessibility", access, true)}
        </fieldset>
        ${this.text("contact", "联系手机", "tel", { hint: "只用于通知预约变化，180 天后删除。" })}
        <div>
          <label class="name" for="note">备注（选填）</label>
          <textarea
            id="note"
            .value=${value.note ?? ""}
            @input=${({ target }) => this.set("note", target.value === "" ? undefined : target.value)}
          ></textarea>
          ${this.error("/note")}
        </div>
        ${
          value.accessibility
            ? html`<div>
                <label
                  ><input
                    type="checkbox"
                    name="consent"
                    .checked=${this.agreed}
                    @change=${({ target }) => (this.agreed = target.checked)}
                  />
                  我同意场馆为安排场地使用我的无障碍需要信息，用后 30 天内删除。</label
                >${this.error("/consent")}
              </div>`
            : nothing
        }
        ${this.error("/")}
        <button aria-disabled=${this.busy ? "true" : nothing}>预约</button>
      </form>`;
  }
}

customElements.define("booking-form", BookingForm);
