// What these elements use of LitElement, for the embedded release: two kilobytes less than all of it. Templates are
// lit-html's own. The build puts it in the place of "lit"; with npm, the elements extend LitElement itself.
import { render } from "lit/html.js";

export { html, nothing } from "lit/html.js";

const attributeOf = (name, { state, attribute = !state }) => (attribute === true ? name.toLowerCase() : attribute);

export class LitElement extends HTMLElement {
  #values = {};
  #changes = new Map();
  #pending;
  #enable;
  #enabled = new Promise((enable) => (this.#enable = enable));

  /** All properties, those of classes above included; makes the accessors of this class's own. */
  static get all() {
    if (this === LitElement) return {};
    if (!Object.hasOwn(this, "known")) {
      this.known = { ...Object.getPrototypeOf(this).all, ...this.properties };
      for (const name in this.properties) {
        Object.defineProperty(this.prototype, name, {
          get() {
            return this.#values[name];
          },
          set(value) {
            const before = this.#values[name];
            if (Object.is(value, before)) return;
            this.#values[name] = value;
            this.requestUpdate(name, before);
          },
        });
      }
    }
    return this.known;
  }

  static get observedAttributes() {
    return Object.entries(this.all).flatMap(([name, property]) => attributeOf(name, property) || []);
  }

  constructor() {
    super();
    // Set before the element was defined, a property hides its accessor.
    for (const name in this.constructor.all) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.requestUpdate();
  }

  connectedCallback() {
    this.renderRoot ??= this.createRenderRoot();
    this.#enable();
  }

  disconnectedCallback() {}
  willUpdate() {}
  updated() {}

  attributeChangedCallback(attribute, _, value) {
    for (const [name, property] of Object.entries(this.constructor.all)) {
      if (attributeOf(name, property) === attribute) this[name] = property.type === Boolean ? value !== null : value;
    }
  }

  requestUpdate(name, before) {
    if (name && !this.#changes.has(name)) this.#changes.set(name, before);
    this.#pending ??= this.#update();
  }

  get updateComplete() {
    return this.#pending ?? Promise.resolve();
  }

  async #update() {
    await this.#enabled;
    const changes = this.#changes;
    this.willUpdate(changes);
    this.#changes = new Map();
    render(this.render(), this.renderRoot, { host: this });
    this.#pending = undefined;
    this.updated(changes);
  }
}
