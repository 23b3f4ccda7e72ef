import { createClient } from "@linli/sdk";
import { provideStreet } from "./context.js";
import type { Mode, StreetContext } from "./context.js";
import { loadWhenThere } from "./lazy-elements.js";
import { loadForm, loadRecord } from "./load-scenario.js";
import type { LoadFile } from "./load-scenario.js";

type Fetch = (request: Request) => Promise<Response>;
type Token = () => string | undefined | Promise<string | undefined>;

/**
 * Says which hub and street the widgets inside it speak to, who is signed in, in which language and mode.
 *
 * @example
 * ```html
 * <community-street base-url="https://hub.example" street="ningwei" locale="zh-CN" mode="elder">
 *   <community-widget scenario="sports.venues.court"></community-widget>
 * </community-street>
 * ```
 *
 * @slot - Widgets, and anything around them.
 * @attr {string} base-url - Address of the hub, without `/v1`; absent: this page's own.
 * @attr {string} street - Id of the street.
 * @attr {string} locale - BCP 47 tag: `zh-CN` (default), `en` or `ko`.
 * @attr {"elder"} mode - Large, plain, one question a screen.
 * @attr {"light"} scheme - Keeps light colours where the device prefers dark ones.
 * @cssproperty [--linli-accent=#0b5c56] - What can be done: buttons, links, what is chosen.
 * @cssproperty [--linli-on-accent=#ffffff] - Text on the accent.
 * @cssproperty [--linli-paper=#fbfaf6] - Ground of a widget.
 * @cssproperty [--linli-surface=#ffffff] - Ground of fields and cards.
 * @cssproperty [--linli-ink=#1b211f] - Text.
 * @cssproperty [--linli-text=16px] - Size of text; 20px in elder mode.
 * @cssproperty [--linli-font] - Font family.
 */
export class CommunityStreet extends HTMLElement {
  static readonly observedAttributes = ["base-url", "street", "locale", "mode", "scheme"];

  #token: Token | undefined;
  #fetch: Fetch | undefined;
  #contracts: LoadFile | undefined;
  #context: StreetContext | undefined;
  #stopLooking = (): void => undefined;
  readonly #tell = provideStreet(this, () => this.context);

  /** Gives the bearer token, called before every request. */
  get token(): Token | undefined {
    return this.#token;
  }
  set token(token: Token | string | undefined) {
    this.#token = typeof token === "string" ? () => token : token;
    this.#changed();
  }

  /** Replaces the browser's `fetch`, for example by that of a hub in the page. */
  get fetch(): Fetch | undefined {
    return this.#fetch;
  }
  set fetch(fetch: Fetch | undefined) {
    this.#fetch = fetch;
    this.#changed();
  }

  /**
   * Loads contracts of a street's own, or those of the npm package: given `<id>.js`, `<id>.acts.js` or
   * `<id>.<locale>.js`, it imports that file; `undefined`: not mine.
   */
  get contracts(): LoadFile | undefined {
    return this.#contracts;
  }
  set contracts(load: LoadFile | undefined) {
    this.#contracts = load;
    this.#changed();
  }

  /** What elements inside receive. */
  get context(): StreetContext {
    return (this.#context ??= this.#make());
  }

  connectedCallback(): void {
    this.#stopLooking = loadWhenThere(this);
    // Set before the element was defined, a property hides the accessor.
    for (const name of ["token", "fetch", "contracts"] as const) {
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (early === undefined) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early.value);
    }
  }

  disconnectedCallback(): void {
    this.#stopLooking();
  }

  attributeChangedCallback(): void {
    this.#changed();
  }

  #changed(): void {
    if (this.#context === undefined) return;
    this.#context = undefined;
    this.#tell();
  }

  #make(): StreetContext {
    const street = this.getAttribute("street") ?? "";
    const locale = this.getAttribute("locale") ?? "zh-CN";
    const client = createClient({
      baseUrl: this.getAttribute("base-url") ?? location.origin,
      street,
      locale,
      ...(this.#token && { token: this.#token }),
      ...(this.#fetch && { fetch: this.#fetch }),
    });
    const given = this.#contracts;
    return {
      client,
      street,
      locale,
      mode: this.getAttribute("mode") === "elder" ? ("elder" satisfies Mode) : undefined,
      scheme: this.getAttribute("scheme") ?? undefined,
      form: (scenario) => loadForm(scenario, locale, given),
      record: (scenario) => loadRecord(scenario, locale, given),
      info: once(() => client.info()),
      me: once(() => client.me()),
    };
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () =>
    (asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    }));
}

declare global {
  interface HTMLElementTagNameMap {
    "community-street": CommunityStreet;
  }
}
