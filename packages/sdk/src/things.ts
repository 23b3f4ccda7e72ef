import type { KindView, Page, ReadingView, RecordView, ResourceView, ScheduleView } from "@linli/contracts";
import { allPages } from "./all-pages.js";
import { mintKey, type Transport } from "./transport.js";

/** What is said of a thing. */
export type ThingInput = Pick<ResourceView, "name" | "value"> &
  Partial<Pick<ResourceView, "community" | "parent" | "place" | "life">>;

interface Signalled {
  readonly signal?: AbortSignal;
}

/** The things of a street as those see them who look after them: courts, sessions, dishes, shelters; and what they measure. */
export interface Things {
  /** Those that the caller looks after: drafts and closed ones too; of a kind, or all. */
  readonly kept: (query?: { readonly kind?: string } & Signalled) => AsyncIterableIterator<ResourceView>;
  /** What can be said of things of a kind, and its words. */
  readonly kind: (kind: string, options?: Signalled) => Promise<KindView>;
  readonly read: (id: string, options?: Signalled) => Promise<ResourceView>;
  /**
   * Makes one.
   * @throws ProblemError `invalid` with the faulty fields, `not-permitted`, `already-there`
   */
  readonly create: (
    kind: string,
    thing: ThingInput & { readonly id?: string },
    options?: { readonly key?: string },
  ) => Promise<ResourceView>;
  /**
   * Says all of one anew. `revision`: refused as `stale-revision` if somebody else was faster.
   * @throws ProblemError `invalid` with the faulty fields, `not-permitted`, `stale-revision`
   */
  readonly change: (id: string, thing: ThingInput, options?: { readonly revision?: number }) => Promise<ResourceView>;
  /**
   * Closes one: nothing new can be opened on it, what is booked stays.
   * @throws ProblemError `not-permitted`, `stale-revision`
   */
  readonly close: (
    id: string,
    options?: { readonly revision?: number; readonly key?: string },
  ) => Promise<ResourceView>;
  /** Records that use one and have not ended, as far as the caller may see them. */
  readonly records: (id: string, query?: { readonly limit?: number } & Signalled) => Promise<Page<RecordView>>;
  /** What one has measured, newest first. */
  readonly readings: (
    id: string,
    query?: { readonly name?: string; readonly limit?: number } & Signalled,
  ) => Promise<Page<ReadingView>>;
  /** When one gets commands by itself. */
  readonly schedule: (id: string, options?: Signalled) => Promise<ScheduleView>;
}

/** A handle on the things of a street. */
export function thingsOf(transport: Transport, root: string): Things {
  const at = (id: string) => `${root}/resources/${encodeURIComponent(id)}`;
  const get = <T>(path: string, { signal, ...query }: Signalled & { readonly [name: string]: unknown } = {}) =>
    transport.json<T>({ method: "GET", path, query: query as { readonly [name: string]: string }, signal });
  return {
    kept: (query = {}) =>
      allPages<ResourceView>((after) => get(`${root}/resources`, { limit: 200, ...query, kept: true, ...after })),
    kind: (kind, options) => get(`${root}/kinds/${encodeURIComponent(kind)}`, { ...options }),
    read: (id, options) => get(at(id), { ...options }),
    create: (kind, thing, { key = mintKey() } = {}) =>
      transport.json({ method: "POST", path: `${root}/resources`, body: { kind, ...thing }, key }),
    change: (id, thing, { revision } = {}) => transport.json({ method: "PUT", path: at(id), body: thing, revision }),
    close: (id, { revision, key = mintKey() } = {}) =>
      transport.json({ method: "POST", path: `${at(id)}/actions/close`, body: {}, key, revision }),
    records: (id, query) => get(`${root}/records`, { ...query, resource: id, living: true }),
    readings: (id, query) => get(`${at(id)}/readings`, { ...query }),
    schedule: (id, options) => get(`${at(id)}/schedule`, { ...options }),
  };
}
