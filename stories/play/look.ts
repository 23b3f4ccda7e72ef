/** Everything inside, through all shadow roots, in the order in which it stands. */
function* inside(root: Element | ShadowRoot): Generator<HTMLElement> {
  if (root instanceof Element && root.shadowRoot !== null) yield* inside(root.shadowRoot);
  for (const child of root.children as HTMLCollectionOf<HTMLElement>) {
    yield child;
    yield* inside(child);
  }
}

/** The first element inside that fits, through all shadow roots. */
export function find<T extends HTMLElement>(root: Element | ShadowRoot, selector: string): T | undefined {
  for (const one of inside(root)) if (one.matches(selector)) return one as T;
  return undefined;
}

/** All elements inside that fit. */
export function findAll<T extends HTMLElement>(root: Element | ShadowRoot, selector: string): readonly T[] {
  return [...inside(root)].filter((one) => one.matches(selector)) as T[];
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
    await pause(8);
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

function signature(root: HTMLElement): string {
  let elements = 0;
  for (const _ of inside(root)) elements++;
  return `${elements} ${textOf(root)}`;
}
