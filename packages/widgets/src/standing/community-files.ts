import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import type { Words } from "../lib/words.js";
import { flowsOf } from "../ui/flows/flow-words.js";

/** A file that was read: a picture, or something to be opened. */
interface Shown {
  readonly picture?: HTMLCanvasElement;
  readonly blob?: Blob;
}

const longest = 1200;

/** Photos and documents of a record, read from the hub. Pictures are painted, so that no page has to allow `blob:`. */
export class CommunityFiles extends LinliElement {
  static override properties: PropertyDeclarations = {
    ids: { attribute: false },
    words: { attribute: false },
    name: { attribute: false },
    still: { attribute: false },
    shown: { state: true },
    large: { state: true },
  };

  declare ids: readonly string[];
  declare words: Words | undefined;
  /** What they are, in words. */
  declare name: string;
  /** Only the first picture, small, to be looked at in a list. */
  declare still: boolean;
  declare shown: ReadonlyMap<string, Shown>;
  /** Which picture is shown large. */
  declare large: string | undefined;

  constructor() {
    super();
    this.ids = [];
    this.name = "";
    this.still = false;
    this.shown = new Map();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("ids")) return;
    for (const id of this.still ? this.ids.slice(0, 1) : this.ids) if (!this.shown.has(id)) void this.#read(id);
  }

  async #read(id: string): Promise<void> {
    const blob = await this.street?.client.files.read(id).catch(() => undefined);
    if (blob === undefined) return;
    const picture = blob.type.startsWith("image/") ? await paint(blob) : undefined;
    this.shown = new Map([...this.shown, [id, picture === undefined ? { blob } : { picture }]]);
  }

  protected override content(): unknown {
    if (this.still) return html`<span class="thumb">${this.shown.get(this.ids[0] ?? "")?.picture ?? nothing}</span>`;
    const flow = this.words && flowsOf(this.words.locale);
    if (flow === undefined) return nothing;
    return html`<div class="shown-files" role="group" aria-label=${this.name}>
      <p class="note">${this.name}</p>
      <div class="pictures">
        ${this.ids.map((id, i) => {
          const { picture, blob } = this.shown.get(id) ?? {};
          if (picture !== undefined) {
            const toggle = () => (this.large = this.large === id ? undefined : id);
            return html`<button
              type="button"
              class=${this.large === id ? "picture large" : "picture"}
              aria-label="${this.name} ${i + 1}"
              aria-pressed=${this.large === id}
              @click=${toggle}
            >
              ${picture}
            </button>`;
          }
          return blob === undefined
            ? nothing
            : html`<button type="button" @click=${() => open(URL.createObjectURL(blob), "_blank", "noopener")}>
                ${flow.say("openFile", { n: i + 1 })}
              </button>`;
        })}
      </div>
    </div>`;
  }
}

async function paint(blob: Blob): Promise<HTMLCanvasElement | undefined> {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

defineElement("community-files", CommunityFiles);

declare global {
  interface HTMLElementTagNameMap {
    "community-files": CommunityFiles;
  }
}
