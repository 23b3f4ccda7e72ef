import type {
  EventView,
  FileView,
  MeView,
  Page,
  RecordView,
  ResourceView,
  ScenarioId,
  ScenarioView,
  SearchHit,
  StatementView,
  StreetView,
} from "@linli/contracts";
import type { EventQuery } from "./events.js";
import { recordHandle, type RecordHandle } from "./record-handle.js";
import { scenarioHandle, type ScenarioHandle } from "./scenario-handle.js";
import type { Things } from "./things.js";
import { createTransport, type TransportOptions } from "./transport.js";
import type { UploadOptions } from "./upload.js";

/** How a client is made. */
export interface ClientOptions extends TransportOptions {
  /** The street, for example `ningwei`. */
  readonly street: string;
}

/** Which records to list. */
export interface RecordQuery {
  readonly scenario?: string;
  readonly state?: string;
  readonly flag?: string;
  /** Those that the caller opened or that are for her. */
  readonly mine?: boolean;
  /** `handler`: those that wait for the caller's desk. */
  readonly for?: "handler" | "assignee";
  /** Records a page; the hub has a limit of its own. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Which resources to list. */
export interface ResourceQuery {
  readonly kind?: string;
  readonly parent?: string;
  /** `lat,lon`, WGS-84: nearest first. */
  readonly near?: string;
  readonly open?: "now";
  readonly signal?: AbortSignal;
}

/** Which accounts to read. */
export interface StatementQuery {
  /** Whose: a person or a household; absent: the caller's own, and those of whom she may act for. */
  readonly owner?: string;
  readonly unit?: string;
  /** Local dates; absent: from the first line, until today. */
  readonly from?: string;
  readonly until?: string;
  readonly signal?: AbortSignal;
}

/** Which people to list. */
export interface MemberQuery {
  /** Only those who hold it. */
  readonly role?: string;
  readonly signal?: AbortSignal;
}

/** A person of the street as those who work in it see her; further members are for offices. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly unit?: string }[];
  readonly community?: string;
}

/** A street as a program sees it. */
export interface Client {
  readonly street: string;
  /** One scenario, typed by its id: one that the compiler does not know does not compile. */
  readonly scenario: <Id extends ScenarioId>(id: Id) => ScenarioHandle<Id>;
  /** A scenario whose id is known only when the program runs; its record is plain JSON. */
  readonly anyScenario: (id: string) => ScenarioHandle<string>;
  /** Reads one record. */
  readonly record: <Id extends string = string>(
    id: string,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<RecordHandle<Id>>;
  /** All records that fit, page by page as they are asked for, newest first. */
  readonly records: (query?: RecordQuery) => AsyncIterableIterator<RecordView>;
  /** One page of them. */
  readonly recordPage: (query?: RecordQuery & { readonly after?: string }) => Promise<Page<RecordView>>;
  /** Events as they happen: reconnects, resumes, none twice; ends when the signal says so. */
  readonly events: (query?: EventQuery) => AsyncIterableIterator<EventView>;
  readonly resources: (query: ResourceQuery) => AsyncIterableIterator<ResourceView>;
  /** Accounts with their lines, newest first: the caller's own and those of whom she may act for; or of one owner. */
  readonly statements: (query?: StatementQuery) => Promise<{ readonly items: readonly StatementView[] }>;
  /** Things as those see them who look after them, and what they measure. */
  readonly things: () => Promise<Things>;
  /** People of the street, all or those of a role; for those who work in it. */
  readonly members: (query?: MemberQuery) => AsyncIterableIterator<MemberView>;
  readonly files: {
    /** Sends a photo or document; its id goes into a record. */
    readonly upload: (file: Blob, options?: UploadOptions) => Promise<FileView>;
    /** Reads one back. */
    readonly read: (id: string, options?: { readonly signal?: AbortSignal }) => Promise<Blob>;
  };
  readonly me: (options?: { readonly signal?: AbortSignal }) => Promise<MeView>;
  readonly info: (options?: { readonly signal?: AbortSignal }) => Promise<StreetView>;
  /** What this street offers; `collection` narrows and orders it. */
  readonly scenarios: (query?: {
    readonly collection?: string;
    readonly signal?: AbortSignal;
  }) => Promise<readonly ScenarioView[]>;
  /** What the caller may see that holds these words or parts of words, the best answers first. */
  readonly search: (
    question: string,
    query?: { readonly limit?: number; readonly signal?: AbortSignal },
  ) => Promise<{ readonly items: readonly SearchHit[] }>;
}

/**
 * A typed client of one street. Needs `fetch`, streams and Web Crypto only: runs in pages, workers and Node.
 *
 * @example
 * const street = createClient({ baseUrl: "https://hub.example", street: "ningwei", token: () => getToken() });
 * const free = await street.scenario("sports.venues.court").availability({ from: "2026-12-01", days: 7 });
 */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  const root = `/v1/streets/${encodeURIComponent(options.street)}`;
  const get = <T>(
    path: string,
    { signal, ...query }: { readonly signal?: AbortSignal; readonly [name: string]: unknown } = {},
  ) =>
    transport.json<T>({
      method: "GET",
      path: root + path,
      query: query as { readonly [name: string]: string },
      signal,
    });
  const pages = async function* <T>(path: string, query: object): AsyncGenerator<T, void, undefined> {
    const { allPages } = await import("./all-pages.js");
    yield* allPages<T>((after) => get(path, { ...query, ...after }));
  };
  const scenario = <Id extends string>(id: Id) => scenarioHandle(transport, root, id);
  return {
    street: options.street,
    scenario,
    anyScenario: scenario,
    record: async <Id extends string>(id: string, more?: { readonly signal?: AbortSignal }) =>
      recordHandle<Id>(transport, root, await get<RecordView>(`/records/${encodeURIComponent(id)}`, more)),
    records: (query = {}) => pages("/records", query),
    recordPage: (query) => get("/records", query as { readonly signal?: AbortSignal }),
    events: async function* (query = {}) {
      const { followEvents } = await import("./events.js");
      yield* followEvents(transport, `${root}/events`, query);
    },
    resources: (query) => pages("/resources", query),
    statements: (query) => get("/statements", query as { readonly signal?: AbortSignal }),
    things: async () => (await import("./things.js")).thingsOf(transport, root),
    members: (query = {}) => pages("/members", query),
    files: {
      upload: async (file, more = {}) => {
        const { uploadFile } = await import("./upload.js");
        return uploadFile({ transport, path: `${root}/files` }, file, {
          ...more,
          ownFetch: options.fetch !== undefined,
        });
      },
      read: async (id, more) =>
        (
          await transport.send({ method: "GET", path: `${root}/files/${encodeURIComponent(id)}`, signal: more?.signal })
        ).blob(),
    },
    me: (more) => get("/me", more),
    info: (more) => get("", more),
    scenarios: async (query) => (await get<Page<ScenarioView>>("/scenarios", query)).items,
    search: (q, query) => get("/search", { q, ...query }),
  };
}
