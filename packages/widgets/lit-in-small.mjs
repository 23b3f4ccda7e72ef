// What these elements use of LitElement, for the embedded release: two kilobytes less than all of it. Templates are
// lit-html's own. The build puts it in the place of "lit"; with npm, the elements extend LitElement itself.
import { nothing, render } from "lit/html.js";

export { html, nothing } from "lit/html.js";

/** Properties by attribute, and all by name, of a class and those above it; makes their accessors. */
function propertiesOf(element) {
  if (element === LitElement) return {};
  const above = propertiesOf(Object.getPrototypeOf(element));
  if (!Object.hasOwn(element, "all")) {
    element.all = { ...above, ...element.properties };
    for (const name in element.properties) {
      Object.defineProperty(element.prototype, name, {
        get() {
          return this.values[name];
        },
        set(value) {
          const before = this.values[name];
          if (Object.is(value, before)) return;
          this.values[name] = value;
          this.requestUpdate(name, before);
        },
      });
    }
  }
  return element.all;
}

const attributeOf = (name, { state, attribute = !state }) => attribute && (attribute === true ? name.toLowerCase() : attribute);

export class LitElement extends HTMLElement {
  values = {};
  changes = new Map();

  static get observedAttributes() {
    return Object.entries(propertiesOf(this)).flatMap(([name, property]) => attributeOf(name, property) || []);
  }

  constructor() {
    super();
    this.enabled = new Promise((enable) => (this.enable = enable));
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
    this.enable();
  }

  disconnectedCallback() {}
  willUpdate() {}
  updated() {}

  attributeChangedCallback(attribute, _, value) {
    if (this.reflecting) return;
    for (const [name, property] of Object.entries(this.constructor.all)) {
      if (attributeOf(name, property) === attribute) this[name] = property.type === Boolean ? value !== null : value;
    }
  }

  requestUpdate(name, before) {
    if (name !== undefined && !this.changes.has(name)) this.changes.set(name, before);
    this.pending ??= this.perform();
  }

  get updateComplete() {
    return this.pending ?? Promise.resolve();
  }

  async perform() {
    await this.enabled;
    const changes = this.changes;
    this.willUpdate(changes);
    this.changes = new Map();
    this.reflect(changes);
    render(this.render(), this.renderRoot, { host: this });
    this.pending = undefined;
    this.updated(changes);
  }

  reflect(changes) {
    this.reflecting = true;
    for (const [name, property] of Object.entries(this.constructor.all)) {
      const value = this[name];
      if (!property.reflect || !changes.has(name)) continue;
      if (value === undefined || value === null || value === false || value === nothing) this.removeAttribute(attributeOf(name, property));
      else this.setAttribute(attributeOf(name, property), value === true ? "" : value);
    }
    this.reflecting = false;
  }
}
