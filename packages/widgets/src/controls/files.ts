import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json, Pointer } from "@linli/contracts";
import type { Field } from "../form/fields.js";
import { group } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { SpecialControl } from "../form/special-controls.js";
import { css } from "../sheets/files.css.js";
import { addStyles } from "../sheets/sheets.js";
import { fill } from "../lib/words.js";
import type { More } from "../ui/more/zh-CN.js";
import { shrink } from "./shrink.js";

/** A file on its way to the hub, or there. */
interface Sent {
  readonly name: string;
  readonly picture: HTMLCanvasElement | undefined;
  /** Its id, once it is there. */
  id?: string;
  /** From 0 to 1. */
  share: number;
  failed: boolean;
  readonly send: () => Promise<void>;
}

addStyles(css);

const kept = new WeakMap<FormHost, Map<Pointer, Sent[]>>();

function sentAt(host: FormHost, at: Pointer): Sent[] {
  let byField = kept.get(host);
  if (byField === undefined) kept.set(host, (byField = new Map()));
  let sent = byField.get(at);
  if (sent === undefined) byField.set(at, (sent = []));
  return sent;
}

/** Ids that stand in the record, whether the field takes one or many. */
function idsOf(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly string[];
}

async function take(files: readonly File[], field: Field, host: FormHost): Promise<void> {
  const many = field.schema.type === "array";
  const sent = sentAt(host, field.at);
  const most = many ? ((field.schema.maxItems as number | undefined) ?? 9) : 1;
  const room = many ? most - idsOf(host.get(field.at)).length - sent.filter((one) => one.id === undefined).length : 1;
  await Promise.all(files.slice(0, Math.max(room, 0)).map((file) => begin(file, field, host)));
}

async function begin(file: File, field: Field, host: FormHost): Promise<void> {
  const many = field.schema.type === "array";
  const { blob, picture } = await shrink(file);
  const sent = sentAt(host, field.at);
  const one: Sent = {
    name: file.name,
    picture,
    share: 0,
    failed: false,
    send: async () => {
      one.failed = false;
      host.requestUpdate();
      try {
        const onProgress = (share: number) => {
          one.share = share;
          host.requestUpdate();
        };
        const view = await host.street?.client.files.upload(blob, { name: file.name, onProgress });
        if (view === undefined || !sent.includes(one)) return;
        one.id = view.id;
        host.set(field.at, many ? [...idsOf(host.get(field.at)), view.id] : view.id);
      } catch {
        one.failed = true;
      }
      host.requestUpdate();
    },
  };
  if (!many) sent.length = 0;
  sent.push(one);
  await one.send();
}

function drop(one: Sent | string, field: Field, host: FormHost): void {
  const sent = sentAt(host, field.at);
  const id = typeof one === "string" ? one : one.id;
  if (typeof one !== "string") sent.splice(sent.indexOf(one), 1);
  if (id !== undefined) {
    const left = idsOf(host.get(field.at)).filter((other) => other !== id);
    host.set(field.at, field.schema.type === "array" && left.length > 0 ? left : undefined);
  }
  host.requestUpdate();
}

/** The field, and what its control is lent. */
interface Asked {
  readonly field: Field;
  readonly host: FormHost;
  readonly more: More;
}

function row(one: Sent, n: number, asked: Asked): TemplateResult {
  const { field, host, more } = asked;
  const state = one.failed
    ? html`<b class="fault">${more.uploadFailed}</b>
        <button type="button" class="quiet" @click=${() => void one.send()}>${more.again}</button>`
    : one.id === undefined
      ? html`<progress max="1" .value=${one.share} aria-label=${one.name}></progress>`
      : more.uploaded;
  return html`<li class="file">
    ${one.picture}
    <span role="status">${one.name} ${state}</span>
    <button type="button" class="quiet" @click=${() => drop(one, field, host)}>${fill(more.remove, { n })}</button>
  </li>`;
}

/** Photos and files: taken or chosen, made smaller here, without the place they were taken at, sent with progress. */
export const control: SpecialControl = (field, host, more) => {
  const { at, schema } = field;
  const items = schema.items as { readonly [key: string]: unknown } | undefined;
  const isPhoto = String(schema["x-type"] ?? items?.["x-type"]).startsWith("photo");
  const many = schema.type === "array";
  const sent = sentAt(host, at);
  const before = idsOf(host.get(at)).filter((id) => !sent.some((one) => one.id === id));
  const full = many && before.length + sent.length >= ((schema.maxItems as number | undefined) ?? 9);
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void take([...(input.files ?? [])], field, host);
    input.value = "";
  };
  const button = (words: string, camera: boolean) =>
    html`<label class="button"
      ><input
        type="file"
        class="unseen"
        accept=${isPhoto ? "image/*" : nothing}
        capture=${camera ? "environment" : nothing}
        ?multiple=${many && !camera}
        @change=${chosen}
      />${words}</label
    >`;
  return group(
    field,
    host,
    html`<ul class="files">
        ${before.map(
          (id, i) =>
            html`<li class="file">
              <span>${fill(more.photo, { n: i + 1 })} ${more.uploaded}</span>
              <button type="button" class="quiet" @click=${() => drop(id, field, host)}>
                ${fill(more.remove, { n: i + 1 })}
              </button>
            </li>`,
        )}
        ${sent.map((one, i) => row(one, before.length + i + 1, { field, host, more }))}
      </ul>
      ${
        full
          ? nothing
          : html`<div class="picks">
              ${isPhoto ? button(more.takePhoto, true) : nothing}
              ${button(isPhoto ? more.choosePhoto : more.chooseFile, false)}
            </div>`
      }`,
  );
};
