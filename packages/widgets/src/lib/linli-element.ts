import { LitElement, html } from "lit";
import type { PropertyDeclarations, TemplateResult } from "lit";
import { askForStreet } from "../street/context.js";
import type { StreetContext } from "../street/context.js";
import { sheet } from "../sheets/sheets.js";
import type { LinliEvents } from "./events.js";

/**
 * What all widgets have in common: the shared stylesheet, a wrapper that no style of the page reaches, and the street
 * around them.
 */
export abstract class LinliElement extends LitElement {
  static override properties: PropertyDeclarations = { mode: {}, scheme: {} };

  /** `elder`: large, plain, one question a screen. Taken from the street. */
  declare mode: string | undefined;
  /** `light`: never dark. Taken from the street. */
  declare scheme: string | undefined;
  /** The street around this element. */
  street: StreetContext | undefined;
  #leave = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = askForStreet(this, (street) => {
      this.street = street;
      for (const look of ["mode", "scheme"] as const) {
        if (street[look]) this.setAttribute(look, street[look]);
        else this.removeAttribute(look);
      }
      this.streetChanged(street);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  /** Called with the street when the element is connected and whenever the street changes. */
  protected streetChanged(_street: StreetContext): void {
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    return root;
  }

  /** What stands inside the wrapper. */
  protected abstract content(): unknown;

  protected override render(): TemplateResult {
    return html`<div class="root">${this.content()}</div>`;
  }

  /** Moves the focus to the first match inside, once it is rendered. */
  async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Dispatches an event that leaves all shadow roots. */
  tell<K extends keyof LinliEvents>(type: K, detail: LinliEvents[K]): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}
