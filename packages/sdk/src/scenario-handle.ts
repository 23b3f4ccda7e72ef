import type {
  ActsPart,
  AvailabilityView,
  JsonObject,
  Labels,
  OwnSay,
  RecordView,
  RunPart,
  SeriesView,
  StatisticsView,
} from "@linli/contracts";
import { recordHandle, type RecordHandle, type TypesOf } from "./record-handle.js";
import { mintKey, type Transport } from "./transport.js";

/** What an opener says beside the record. */
export interface OpenOptions<Options = JsonObject> {
  /** Whom it is for; absent: the caller. Needs guardianship, a mandate, or staff where the contract lets it. */
  readonly subject?: string;
  readonly community?: string;
  readonly options?: Options;
  /** Ids of the separate consents that were given. */
  readonly consent?: readonly string[];
  /** The contract's version that a form was made from. */
  readonly version?: string;
  /** The key of the intention; absent: minted for this call. Keep it to repeat a call whose answer was lost. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Which days to look at. */
export interface AvailabilityQuery {
  /** A local date; absent: the street's today. */
  readonly from?: string;
  /** How many days; absent: seven. */
  readonly days?: number;
  readonly signal?: AbortSignal;
}

/** A scenario as a street runs it. */
export type StreetScenario = RunPart & {
  readonly profile?: OwnSay;
  /** Of another version than the hub's own. */
  readonly acts?: ActsPart;
  readonly labels?: Labels;
};

/** One scenario of a street. */
export interface ScenarioHandle<Id extends string> {
  readonly id: Id;
  /**
   * The part of its contract that a screen needs, as this street runs it; `profile`: what the street says of it. `version`: one
   * under which records were opened and that is no longer the hub's, with what its actions take and its words.
   */
  readonly read: (query?: { readonly version?: string; readonly signal?: AbortSignal }) => Promise<StreetScenario>;
  /** What can be had: resources, their facts, what is left of them. */
  readonly availability: (query?: AvailabilityQuery) => Promise<AvailabilityView>;
  /** What was answered in a survey, counted, of one round or of all: for who answers for it. */
  readonly statistics: (query?: {
    readonly resource?: string;
    readonly signal?: AbortSignal;
  }) => Promise<StatisticsView>;
  /**
   * Opens a record.
   *
   * @example
   * const court = street.scenario("sports.venues.court");
   * const booking = await court.open({ court: "c-3", period, players: 4, purpose: "leisure", contact: "13857112345" });
   *
   * @throws ProblemError `invalid` with the faulty fields, `not-eligible`, `consent-missing`, `period-taken`, `full`,
   * `limit-reached`, `offline`, or a check's code.
   */
  readonly open: (
    record: TypesOf<Id>["record"],
    options?: OpenOptions<TypesOf<Id>["options"]>,
  ) => Promise<RecordHandle<Id>>;
  /** Opens a record for every date of a recurrence (`options.series`); gives an outcome for each. */
  readonly openSeries: (
    record: TypesOf<Id>["record"],
    options: OpenOptions<TypesOf<Id>["options"]>,
  ) => Promise<SeriesView>;
}

/** A handle on a scenario. */
export function scenarioHandle<Id extends string>(transport: Transport, root: string, id: Id): ScenarioHandle<Id> {
  const send = <T>(record: unknown, { key, signal, ...said }: OpenOptions<unknown> = {}) =>
    transport.json<T>({
      method: "POST",
      path: `${root}/records`,
      body: { scenario: id, record, ...said },
      key: key ?? mintKey(),
      signal,
    });
  const get = <T>(
    what: string,
    { signal, ...query }: AvailabilityQuery & { readonly resource?: string; readonly version?: string } = {},
  ) =>
    transport.json<T>({
      method: "GET",
      path: `${root}/scenarios/${id}${what}`,
      query,
      signal,
    });
  return {
    id,
    read: (query) => get("", query),
    availability: (query) => get("/availability", query),
    statistics: (query) => get("/statistics", query),
    open: async (record, options) => recordHandle<Id>(transport, root, await send<RecordView>(record, options)),
    openSeries: (record, options) => send<SeriesView>(record, options),
  };
}
