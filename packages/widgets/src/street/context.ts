import type { ActsPart, Labels, MeView, RunPart, StreetView } from "@linli/contracts";
import type { Client } from "@linli/sdk";

/** How a page wants to be read: `elder` is large, plain, one question a screen. */
export type Mode = "elder";

/** What a form needs of a scenario. */
export interface ScenarioPart {
  readonly contract: RunPart;
  readonly labels: Labels;
}

/** What a record needs of its scenario beside that. */
export interface RecordPart {
  readonly acts: ActsPart;
  readonly labels: Labels;
}

/** What `<community-street>` gives to every element inside it. */
export interface StreetContext {
  readonly client: Client;
  readonly street: string;
  readonly locale: string;
  readonly mode: Mode | undefined;
  /** `light` keeps the light colours where the device prefers dark ones. */
  readonly scheme: string | undefined;
  /** Settles when the sheets of this mode and scheme are there. */
  readonly looks: Promise<unknown>;
  readonly form: (scenario: string) => Promise<ScenarioPart>;
  readonly record: (scenario: string) => Promise<RecordPart>;
  /** The street itself, asked for once. */
  readonly info: () => Promise<StreetView>;
  /** Who the reader is, asked for once. */
  readonly me: () => Promise<MeView>;
}

const name = "linli-street";

type Take = (context: StreetContext, leave: () => void) => void;

/** A request of the web components' context protocol: the nearest provider stops it and calls back. */
export class ContextRequest extends Event {
  readonly context: string = name;
  readonly subscribe = true;
  readonly callback: Take;
  constructor(callback: Take) {
    super("context-request", { bubbles: true, composed: true });
    this.callback = callback;
  }
}

/** Asks for the street around an element, now and whenever it changes; gives how to leave. */
export function askForStreet(element: Element, take: (context: StreetContext) => void): () => void {
  let leave = (): void => undefined;
  element.dispatchEvent(
    new ContextRequest((context, unsubscribe) => {
      leave = unsubscribe;
      take(context);
    }),
  );
  return () => leave();
}

/** Answers requests for the street that come from inside an element; gives how to tell all of a change. */
export function provideStreet(element: Element, current: () => StreetContext): () => void {
  const takers = new Set<Take>();
  const give = (take: Take) => take(current(), () => takers.delete(take));
  element.addEventListener("context-request", (event) => {
    const request = event as ContextRequest;
    if (request.context !== name || event.composedPath()[0] === element) return;
    event.stopPropagation();
    if (request.subscribe) takers.add(request.callback);
    give(request.callback);
  });
  return () => [...takers].forEach(give);
}
