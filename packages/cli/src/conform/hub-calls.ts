import type {
  EventView,
  FileView,
  Json,
  OpenRequest,
  Page,
  ProblemView,
  RecordView,
  SeriesView,
  StatementView,
} from "@linli/contracts";
import type { SampleFile } from "./sample-files.js";

/** How a back end is reached and spoken to. */
export interface BackEnd {
  /** Sends a request: the global `fetch`, or a hub in the same process. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** For example `https://hub.example`, without a slash at the end. */
  readonly baseUrl: string;
  /** A bearer token of a person; with `operator`, of one who may make streets. */
  readonly token: (person: string, claims?: { readonly operator?: true }) => Promise<string>;
}

/** What a call came to: a body, or the problem document that was answered instead. */
export type Outcome<T> =
  { readonly value: T; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: ProblemView };

/** The calls that a journey needs, in one street. */
export interface HubCalls {
  readonly makeStreet: (body: Json) => Promise<Outcome<unknown>>;
  readonly putMember: (id: string, body: Json) => Promise<Outcome<unknown>>;
  readonly makeResource: (body: Json) => Promise<Outcome<unknown>>;
  readonly moveClock: (now: string) => Promise<Outcome<unknown>>;
  readonly keepFile: (as: string, file: SampleFile) => Promise<Outcome<FileView>>;
  readonly open: (as: string, request: OpenRequest) => Promise<Outcome<RecordView | SeriesView>>;
  readonly act: (as: string, record: string, action: string, body: Json) => Promise<Outcome<RecordView>>;
  readonly read: (as: string, record: string) => Promise<Outcome<RecordView>>;
  readonly mine: (as: string, scenario: string) => Promise<Outcome<Page<RecordView>>>;
  /** What the accounts of somebody's own and of her household come to. */
  readonly statements: (as: string, unit: string) => Promise<Outcome<Page<StatementView>>>;
  readonly events: (as: string) => Promise<readonly EventView[]>;
}

/** What a request carries. */
interface Sent {
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** Who makes the street, its members and its resources. */
const operator = "operator";

/** Speaks to one street of a back end. */
export function hubCalls({ fetch, baseUrl, token }: BackEnd, street: string): HubCalls {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person) ?? token(person, person === operator ? { operator: true } : undefined);
    tokens.set(person, known);
    return known;
  };
  const send = async <T>(as: string, method: string, path: string, sent: Sent = {}): Promise<Outcome<T>> => {
    const headers = new Headers({
      Authorization: `Bearer ${await tokenOf(as)}`,
      "Accept-Language": "en",
      ...sent.headers,
    });
    if (method === "POST") headers.set("Idempotency-Key", crypto.randomUUID());
    const { body } = sent;
    const request = new Request(`${baseUrl}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const response = await fetch(request);
    const answer = (await response.json()) as T & ProblemView;
    return response.ok ? { value: answer } : { problem: answer };
  };
  const call = <T>(as: string, method: string, path: string, body?: Json): Promise<Outcome<T>> => {
    const headers = { "Content-Type": "application/json" };
    return send(as, method, path, body === undefined ? {} : { headers, body: JSON.stringify(body) });
  };
  const root = `/v1/streets/${street}`;
  const id = encodeURIComponent;
  return {
    makeStreet: (body) => call(operator, "POST", "/v1/streets", body),
    putMember: (person, body) => call(operator, "PUT", `${root}/members/${id(person)}`, body),
    makeResource: (body) => call(operator, "POST", `${root}/resources`, body),
    moveClock: (now) => call(operator, "PUT", `${root}/clock`, { now }),
    keepFile: (as, { name, type, bytes }) =>
      send(as, "POST", `${root}/files`, { headers: { "Content-Type": type, "X-File-Name": name }, body: bytes }),
    open: (as, request) => call(as, "POST", `${root}/records`, request as unknown as Json),
    act: (as, record, action, body) => call(as, "POST", `${root}/records/${record}/actions/${action}`, body),
    read: (as, record) => call(as, "GET", `${root}/records/${record}`),
    mine: (as, scenario) => call(as, "GET", `${root}/records?mine=true&scenario=${scenario}`),
    statements: (as, unit) => call(as, "GET", `${root}/statements?unit=${unit}`),
    events: async (as) => {
      const all: EventView[] = [];
      for (let after: string | undefined = "0"; after !== undefined;) {
        const page: Outcome<Page<EventView>> = await call(
          as,
          "GET",
          `${root}/events?mine=true&limit=200&after=${after}`,
        );
        if (page.problem) return all;
        all.push(...page.value.items);
        after = page.value.next;
      }
      return all;
    },
  };
}
