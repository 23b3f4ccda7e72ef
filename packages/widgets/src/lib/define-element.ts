/** Registers an element unless its tag is taken, so that two copies of these widgets on one page get along. */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag) === undefined) customElements.define(tag, element);
}
