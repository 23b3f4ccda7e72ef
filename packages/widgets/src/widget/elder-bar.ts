import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { LinliElement } from "../lib/linli-element.js";
import type { StreetContext } from "../street/context.js";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";

/** What the bar has been told so far. */
interface Known {
  more?: More;
  phone?: string | undefined;
  reading: boolean;
}

const known = new WeakMap<StreetContext, Known>();

/** Always at the same place in elder mode: to be read to, and to ring somebody up. */
export function elderBar(element: LinliElement): TemplateResult | typeof nothing {
  const { street } = element;
  if (street === undefined) return nothing;
  let here = known.get(street);
  if (here === undefined) {
    known.set(street, (here = { reading: false }));
    void fill(here, street, element);
  }
  const { more, phone, reading } = here;
  if (more === undefined) return nothing;
  const canRead = "speechSynthesis" in globalThis;
  const toggle = () => {
    here.reading = !reading;
    speechSynthesis.cancel();
    if (here.reading) read(element, here);
    element.requestUpdate();
  };
  return html`<div class="elder">
    ${
      canRead
        ? html`<button type="button" aria-pressed=${reading} @click=${toggle}>
            ${reading ? more.stopReading : more.readAloud}
          </button>`
        : nothing
    }
    ${phone === undefined ? nothing : html`<a class="button" href="tel:${phone}">${more.call}<span>${phone}</span></a>`}
  </div>`;
}

async function fill(here: Known, street: StreetContext, element: LinliElement): Promise<void> {
  here.more = await loadMore(street.locale);
  element.requestUpdate();
  here.phone = await street.info().then(
    ({ phone }) => phone,
    () => undefined,
  );
  element.requestUpdate();
}

function read(element: LinliElement, here: Known): void {
  const speech = new SpeechSynthesisUtterance(textsIn(element.renderRoot).join("\n"));
  speech.lang = element.street?.locale ?? "zh-CN";
  speech.onend = () => {
    here.reading = false;
    element.requestUpdate();
  };
  speechSynthesis.speak(speech);
}

/** What is to be seen, in the order in which it stands, through all shadow roots; without the bar itself. */
function textsIn(node: Node): readonly string[] {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent?.trim() ? [node.textContent.trim()] : [];
  if (node instanceof HTMLElement && (node.hidden || node.classList.contains("elder") || node.ariaHidden === "true"))
    return [];
  const inside = node instanceof Element && node.shadowRoot !== null ? node.shadowRoot : node;
  return [...inside.childNodes].flatMap(textsIn);
}
