/** Looks at everything inside, through all shadow roots, in the order in which it stands, until something is seen. */
function visit(root: Element | ShadowRoot, see: (one: HTMLElement) => boolean): boolean {
  if (root instanceof Element && root.shadowRoot !== null && visit(root.shadowRoot, see)) return true;
  for (let one = root.firstElementChild; one !== null; one = one.nextElementSibling)
    if (see(one as HTMLElement) || visit(one, see)) return true;
  return false;
}

/** The first element inside that fits, through all shadow roots. */
export function find<T extends HTMLElement>(root: Element | ShadowRoot, selector: string): T | undefined {
  let found: T | undefined;
  visit(root, (one) => {
    if (one.matches(selector)) found = one as T;
    return found !== undefined;
  });
  return found;
}

/** All elements inside that fit. */
export function findAll<T extends HTMLElement>(root: Element | ShadowRoot, selector: string): readonly T[] {
  const found: T[] = [];
  visit(root, (one) => {
    if (one.matches(selector)) found.push(one as T);
    return false;
  });
  return found;
}

/** What there is to read inside, through all shadow roots. */
export function textOf(root: Node): string {
  if (root.nodeType === Node.TEXT_NODE) return root.textContent ?? "";
  const host = root instanceof Element && root.shadowRoot !== null ? root.shadowRoot : root;
  const slotted = root instanceof HTMLSlotElement ? root.assignedNodes() : [];
  return [...(slotted.length > 0 ? slotted : host.childNodes)].map(textOf).join(" ").replace(/\s+/g, " ");
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until something is there; says what was awaited, and what stood on the screen instead. */
export async function until<T>(
  what: string,
  root: Node,
  look: () => T | undefined | false,
  timeout = 15_000,
): Promise<T> {
  const started = performance.now();
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() - started > timeout)
      throw new Error(`Not seen: ${what}. On the screen: ${textOf(root).slice(0, 2000)}`);
    await pause(4);
  }
}

/** Waits until nothing is being loaded and nothing changes any more. */
export async function settle(root: HTMLElement, underWay: () => number = () => 0): Promise<void> {
  let last = "";
  let quiet = 0;
  await until("a screen at rest", root, () => {
    const now = signature(root);
    const isMoving = document.getAnimations().some(({ playState }) => playState === "running");
    const isBusy = isMoving || underWay() > 0 || find(root, ".skeleton, [aria-busy=true], [busy]") !== undefined;
    quiet = isBusy || now !== last ? 0 : quiet + 1;
    last = now;
    return quiet >= 3;
  });
}

/** What changes when anything on the screen does. It is asked for all the time, so it must be quick. */
function signature(root: HTMLElement): string {
  const parts: string[] = [];
  visit(root, (one) => {
    parts.push(one.localName);
    for (let node = one.firstChild; node !== null; node = node.nextSibling)
      if (node.nodeType === Node.TEXT_NODE) parts.push((node as Text).data);
    return false;
  });
  return parts.join("|");
}
