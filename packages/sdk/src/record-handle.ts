import type { JsonObject, Page, RecordView, ScenarioId, ScenarioMap } from "@linli/contracts";
import type { Transport } from "./transport.js";
import { mintKey } from "./transport.js";

/** The types of a scenario: its own where its id is known, else plain JSON. */
export type TypesOf<Id extends string> = Id extends ScenarioId
  ? ScenarioMap[Id]
  : {
      readonly record: JsonObject;
      readonly options: JsonObject;
      readonly actions: { readonly [action: string]: JsonObject | undefined };
      readonly states: string;
      readonly children: { readonly [kind: string]: JsonObject };
    };

type ActionsOf<Id extends string> = TypesOf<Id>["actions"];

/** What an action takes: nothing more where it has no input, an input that may be left out where nothing in it is required. */
export type ActArguments<Id extends string, Name extends keyof ActionsOf<Id>> = ActionsOf<Id>[Name] extends undefined
  ? [input?: undefined, options?: ActOptions]
  : object extends ActionsOf<Id>[Name]
    ? [input?: ActionsOf<Id>[Name], options?: ActOptions]
    : [input: ActionsOf<Id>[Name], options?: ActOptions];

/** How one act is sent. */
export interface ActOptions {
  /** On `advance`: which stage; absent: the next one. */
  readonly stage?: string;
  /** Ids of the separate consents that are given with it: a draft that is handed in asks for them. */
  readonly consent?: readonly string[];
  /** The key of the intention; absent: minted for this call. Keep it to repeat a call whose answer was lost. */
  readonly key?: string;
  /** Act whatever the revision; absent: refused as `stale-revision` if somebody else was faster. */
  readonly anyRevision?: boolean;
  readonly signal?: AbortSignal;
}

/** A record as it was when it was read. Acting gives the next handle; this one does not change. */
export interface RecordHandle<Id extends string = string> {
  readonly view: RecordView & { readonly record: TypesOf<Id>["record"]; readonly state: TypesOf<Id>["states"] };
  readonly id: string;
  readonly state: TypesOf<Id>["states"];
  /**
   * Acts on the record; only its pattern's actions compile, with their inputs.
   *
   * @throws ProblemError `not-allowed-now`, `not-permitted`, `stale-revision`, `invalid`, `offline`, or a check's code.
   */
  readonly act: <Name extends keyof ActionsOf<Id> & string>(
    action: Name,
    ...rest: ActArguments<Id, Name>
  ) => Promise<RecordHandle<Id>>;
  /** Reads it again. */
  readonly reload: (options?: { readonly signal?: AbortSignal }) => Promise<RecordHandle<Id>>;
  /** Child rows of a kind (comments, ratings …), oldest first. */
  readonly children: (
    kind: keyof TypesOf<Id>["children"] & string,
    query?: { readonly after?: string },
  ) => Promise<Page<JsonObject>>;
}

/** A handle on a record that was read. */
export function recordHandle<Id extends string>(
  transport: Transport,
  root: string,
  view: RecordView,
): RecordHandle<Id> {
  const path = `${root}/records/${encodeURIComponent(view.id)}`;
  const next = (found: RecordView) => recordHandle<Id>(transport, root, found);
  return {
    view: view as RecordHandle<Id>["view"],
    id: view.id,
    state: view.state as TypesOf<Id>["states"],
    act: async (action, ...[input, options]) =>
      next(
        await transport.json<RecordView>({
          method: "POST",
          path: `${path}/actions/${encodeURIComponent(action)}`,
          body: {
            ...(input === undefined ? {} : { input }),
            ...(options?.stage === undefined ? {} : { stage: options.stage }),
            ...(options?.consent === undefined ? {} : { consent: options.consent }),
          },
          key: options?.key ?? mintKey(),
          revision: options?.anyRevision === true ? undefined : view.revision,
          signal: options?.signal,
        }),
      ),
    reload: async (options) => next(await transport.json<RecordView>({ method: "GET", path, signal: options?.signal })),
    children: (kind, query) =>
      transport.json({ method: "GET", path: `${path}/children/${encodeURIComponent(kind)}`, query }),
  };
}
