import { LitElement, html } from "lit";
import type { PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import { createClient } from "@linli/sdk";
import { provideStreet } from "./context.js";
import type { StreetContext } from "./context.js";
import { loadWhenThere } from "./lazy-elements.js";
import { loadForm, loadRecord } from "./load-scenario.js";
import type { LoadFile } from "./load-scenario.js";
import { sendOrTake } from "./take-ahead.js";
import type { Ahead } from "./take-ahead.js";

export type { Ahead };

/** After how long a page looks whether the street changes how it does things; forms come first. */
const rest = 3000;

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
 * @fires {CustomEvent<undefined>} linli-profile - The street does things otherwise from now on: other scenarios, fields,
 * words, colours. What is inside has asked anew by then.
 * @slot - Widgets, and anything around them.
 * @attr {string} base-url - Address of the hub, without `/v1`; absent: this page's own.
 * @attr {string} street - Id of the street.
 * @attr {string} locale - BCP 47 tag: `zh-CN` (default), `en` or `ko`.
 * @attr {"elder"} mode - Large, plain, one question a screen.
 * @attr {string} map-tiles - Ground of maps: address of tiles with `{z}`, `{x}`, `{y}`; the page's policy must allow it. Absent: a plain drawing.
 * @attr {"WGS-84" | "GCJ-02"} map-datum - Coordinates that the tiles are drawn in; WGS-84 unless said.
 * @attr {string} map-attribution - Who made the tiles, in words.
 * @attr {string} map-shapes - Address of a GeoJSON file that is drawn where there are no tiles; `kind` of a feature: `road`, `water`, `boundary`.
 * @attr {string} map-centre - `lat,lon` where a map opens that knows no place yet.
 * @attr {"light"} scheme - Keeps light colours where the device prefers dark ones.
 * @cssproperty [--linli-accent=#0b5c56] - What can be done: buttons, links, what is chosen.
 * @cssproperty [--linli-on-accent=#ffffff] - Text on the accent.
 * @cssproperty [--linli-paper=#fbfaf6] - Ground of a widget.
 * @cssproperty [--linli-surface=#ffffff] - Ground of fields and cards.
 * @cssproperty [--linli-ink=#1b211f] - Text.
 * @cssproperty [--linli-text=16px] - Size of text; 20px in elder mode.
 * @cssproperty [--linli-font] - Font family.
 */
export class CommunityStreet extends LitElement {
  static override properties: PropertyDeclarations = {
    baseUrl: { attribute: "base-url" },
    street: {},
    locale: {},
    mode: {},
    scheme: {},
    token: { attribute: false },
    fetch: { attribute: false },
    contracts: { attribute: false },
  };

  /** Address of the hub, without `/v1`; absent: this page's own. */
  declare baseUrl: string | undefined;
  /** Id of the street. */
  declare street: string | undefined;
  /** BCP 47 tag: `zh-CN` (default), `en` or `ko`. */
  declare locale: string | undefined;
  /** `elder`: large, plain, one question a screen. */
  declare mode: string | undefined;
  /** `light`: light colours, even where the device prefers dark ones. */
  declare scheme: string | undefined;
  /** The bearer token, or what gives it: called before every request. */
  declare token: Token | string | undefined;
  /** In place of the browser's `fetch`, for example that of a hub in the page. */
  declare fetch: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Loads contracts of a street's own, or those of the npm package: given `<id>.js`, `<id>.acts.js` or
   * `<id>.<locale>.js`, it imports that file; `undefined`: not mine.
   */
  declare contracts: LoadFile | undefined;

  /** What the page has asked for before this element was there. */
  declare ahead: Ahead | undefined;

  #context: StreetContext | undefined;
  #made: readonly unknown[] = [];
  #stopLooking = (): void => undefined;
  readonly #tell = provideStreet(this, () => this.context);

  /** What elements inside receive. */
  get context(): StreetContext {
    return (this.#context ??= this.#make());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopLooking = loadWhenThere(this);
    setTimeout(async () => (await import("./follow-profile.js")).followProfile(this), rest);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopLooking();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // What is inside asks as soon as it is there; only what was set after that has to be told.
    if (this.#context && !this.#given().every((one, i) => one === this.#made[i])) this.refresh();
  }

  /** Lets all that is inside ask the hub anew: the street does things otherwise now. What is filled in stays. */
  refresh(): void {
    this.#context = undefined;
    this.#tell();
  }

  #given(): readonly unknown[] {
    return [this.baseUrl, this.street, this.locale, this.mode, this.scheme, this.token, this.fetch, this.contracts];
  }

  protected override createRenderRoot(): ShadowRoot {
    return this.attachShadow({ mode: "open" });
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #make(): StreetContext {
    const { token, fetch, contracts } = this;
    const street = this.street ?? "";
    const locale = this.locale ?? "zh-CN";
    const client = createClient({
      baseUrl: this.baseUrl ?? location.origin,
      street,
      locale,
      token: typeof token === "string" ? () => token : token,
      fetch: fetch ?? ((request) => sendOrTake(this, request)),
    });
    this.#made = this.#given();
    const mode = this.mode === "elder" ? "elder" : undefined;
    const isDark = this.scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches;
    return {
      client,
      street,
      locale,
      mode,
      scheme: this.scheme ?? undefined,
      looks: Promise.all([mode && import("../sheets/elder.js"), isDark && import("../sheets/dark.js")]),
      form: (scenario) => loadForm(scenario, locale, contracts),
      record: (scenario) => loadRecord(scenario, locale, contracts),
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
