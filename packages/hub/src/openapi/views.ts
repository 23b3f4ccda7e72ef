import type { Json, JsonObject } from "@linli/contracts";
import { reference } from "./components.js";

const text = { type: "string" } as const;
const whole = { type: "integer" } as const;
const yesNo = { type: "boolean" } as const;
const instant = { type: "string", format: "date-time" } as const;
const anything = { type: "object" } as const;
const texts = { type: "array", items: text } as const;

function listOf(items: JsonObject): JsonObject {
  return { type: "array", items };
}

function mapOf(values: JsonObject): JsonObject {
  return { type: "object", additionalProperties: values };
}

/** An object; members are required unless their name ends in `?`. */
function object(members: { readonly [name: string]: JsonObject }, description?: string): JsonObject {
  const names = Object.keys(members);
  return {
    type: "object",
    ...(description === undefined ? {} : { description }),
    required: names.filter((name) => !name.endsWith("?")),
    properties: Object.fromEntries(Object.entries(members).map(([name, schema]) => [name.replace(/\?$/, ""), schema])),
  };
}

function pageOf(items: JsonObject, more: { readonly [name: string]: JsonObject } = {}): JsonObject {
  return object({ items: listOf(items), "next?": { ...text, description: "Cursor of the next page." }, ...more });
}

const party = object({ id: text, "name?": text, "role?": text });
const place = object({ lat: { type: "number" }, lon: { type: "number" }, "address?": text });
const use = object({
  kind: text,
  id: text,
  name: text,
  "units?": whole,
  "start?": instant,
  "end?": instant,
  "place?": place,
  "metres?": { type: "number" },
});
const problem = object(
  {
    type: { type: "string", format: "uri" },
    title: text,
    status: whole,
    code: { ...text, description: "Stable." },
    "detail?": text,
    "errors?": listOf(
      object({
        pointer: { ...text, description: "JSON Pointer into what was filled in: the record, or the action's input." },
        "keyword?": text,
        "code?": text,
        "limit?": { type: ["number", "string"] },
        message: text,
      }),
    ),
    "actions?": { ...texts, description: "Actions that are possible now." },
  },
  "A problem document (RFC 9457).",
);
const event = object({
  seq: { ...whole, description: "Gapless per street." },
  id: text,
  at: instant,
  type: text,
  "record?": text,
  "resource?": text,
  "scenario?": text,
  "action?": text,
  "stage?": text,
  "from?": text,
  "to?": text,
  "flags?": texts,
  "by?": party,
  "as?": texts,
  "input?": anything,
});
const behalf = listOf(
  object({
    id: text,
    "name?": text,
    "role?": text,
    relation: { enum: ["guardian", "mandate"] as Json },
    "until?": instant,
  }),
);
const spans = {
  type: "array",
  items: { type: "array", items: { type: "array", items: text, minItems: 2, maxItems: 2 } },
} as const;

const branch = object({ id: text, title: text });
const job = {
  id: text,
  kind: text,
  state: { enum: ["waiting", "running", "done", "failed"] as Json },
  done: whole,
  "total?": whole,
  "report?": anything,
  "fault?": text,
  by: text,
  made: instant,
  changed: instant,
};

/** What the hub answers, by name. */
export const views: { readonly [name: string]: JsonObject } = {
  Problem: problem,
  Anything: { description: "Any JSON object.", type: "object" },
  Health: object({ status: text, database: text, scenarios: whole, "timeZones?": text }),
  Readiness: object({
    status: { enum: ["ready", "not-ready"] as Json },
    failing: { ...texts, description: "What keeps it from being ready." },
    database: text,
    migrations: { ...texts, description: "Those that the data base does not have yet." },
    clockLag: { ...whole, description: "For how many seconds a clock that has come has waited." },
    outboxLag: { ...whole, description: "For how many seconds a message has waited." },
    "timeZones?": text,
  }),
  Clock: object({ now: instant, fired: whole }),
  Street: object({
    id: text,
    name: text,
    zone: { ...text, description: "IANA time zone." },
    now: instant,
    locales: texts,
    "phone?": text,
    "brand?": anything,
    communities: listOf(party),
    "labels?": mapOf(mapOf(text)),
  }),
  Notifications: object({
    channels: listOf({ enum: ["sms", "mini-program", "email"] as Json }),
    locale: text,
    "mobile?": text,
    "email?": text,
    "miniProgram?": text,
  }),
  Deliveries: object({
    items: listOf(
      object({
        id: text,
        destination: text,
        "person?": text,
        event: text,
        state: { enum: ["waiting", "sent", "failed"] as Json },
        attempts: whole,
        "due?": instant,
        "status?": whole,
        "fault?": text,
        made: instant,
        changed: instant,
      }),
    ),
    "next?": text,
  }),
  Job: object(job),
  Jobs: object({ items: listOf(object(job)) }),
  Profile: object({
    profile: anything,
    revision: whole,
    "misfits?": listOf(object({ at: text, code: text, "detail?": text })),
    "applied?": yesNo,
    "changed?": texts,
  }),
  Me: object({
    id: text,
    name: text,
    roles: texts,
    "community?": text,
    behalf,
  }),
  Member: object({
    id: text,
    name: text,
    roles: listOf(object({ role: text, "unit?": text })),
    "community?": text,
    "household?": text,
    facts: mapOf(object({ value: {}, by: text, at: instant })),
    guardians: texts,
    mandates: listOf(object({ holder: text, "scenarios?": texts, "until?": instant })),
  }),
  MemberPage: pageOf(reference("Member")),
  Mandate: object({ subject: party, holder: party, "scenarios?": texts, "until?": instant }),
  Mandates: object({ items: listOf(reference("Mandate")) }),
  SignIn: object({ member: text, "phone?": { ...text, description: "In part." } }),
  Client: object({
    id: text,
    kind: { enum: ["device", "host"] as Json },
    name: text,
    clientId: { ...text, description: "What it calls itself when it signs in." },
    "secret?": { ...text, description: "Shown once." },
    "scenarios?": texts,
    made: instant,
    "revoked?": instant,
  }),
  ClientPage: pageOf(reference("Client")),
  Session: object({ token: text, until: instant, person: text, scenarios: texts }),
  Scenario: object({
    id: text,
    version: text,
    pattern: text,
    title: text,
    summary: text,
    open: yesNo,
    "field?": branch,
    "need?": branch,
  }),
  Scenarios: object({ items: listOf(reference("Scenario")) }),
  Availability: object({
    now: instant,
    zone: text,
    offset: text,
    "offsets?": texts,
    days: listOf({ type: "string", format: "date" }),
    "profile?": { ...anything, description: "What the street says of the scenario." },
    resources: listOf(
      object({
        id: text,
        kind: text,
        name: text,
        "parent?": text,
        "place?": place,
        value: anything,
        open: { ...spans, description: "Per day: opening spans." },
        "taken?": { ...spans, description: "Per day: taken spans." },
        "leftBySlot?": listOf(mapOf(whole)),
        "left?": listOf(whole),
        "capacity?": whole,
        "pools?": {
          ...listOf(
            object({ scenarios: texts, capacity: whole, "left?": listOf(whole), "leftBySlot?": listOf(mapOf(whole)) }),
          ),
          description: "Where scenarios count it in several ways: what is left in each.",
        },
      }),
    ),
  }),
  Resource: object({
    id: text,
    kind: text,
    name: text,
    "parent?": text,
    community: text,
    "place?": place,
    life: { enum: ["draft", "published", "closed", "retired"] as Json },
    value: anything,
    "opening?": anything,
    "openNow?": yesNo,
    "metres?": { type: "number" },
    revision: whole,
  }),
  Kind: object({
    kind: text,
    version: text,
    "parent?": { ...text, description: "Kind of what such a thing is part of." },
    schema: { ...anything, description: "JSON Schema of the value, references resolved." },
    "opening?": { ...text, description: "JSON Pointer to its opening hours." },
    labels: mapOf(text),
  }),
  ResourcePage: pageOf(reference("Resource")),
  Reading: object({ id: text, name: text, value: { description: "As the reading's schema says." }, at: instant }),
  ReadingPage: pageOf(reference("Reading")),
  Statements: object({
    items: listOf(
      object({
        unit: text,
        owner: text,
        opening: whole,
        balance: whole,
        lines: listOf(object({ day: text, at: instant, amount: whole, "record?": text, "scenario?": text })),
      }),
    ),
  }),
  Statistics: object({
    scenario: text,
    "resource?": text,
    smallest: whole,
    "answers?": whole,
    fields: mapOf(object({ counts: mapOf(whole), fewer: yesNo })),
  }),
  Search: object({
    items: listOf(
      object({
        type: { ...text, description: "scenario, resource, notice or record." },
        id: text,
        title: text,
        "text?": { ...text, description: "Where it says so." },
        "kind?": text,
        "scenario?": text,
        "state?": text,
      }),
    ),
  }),
  Command: object({ id: text, command: text, at: instant, "record?": text }),
  CommandPage: pageOf(reference("Command")),
  Settlement: object({ id: text, state: text }),
  Schedule: object({
    "hours?": anything,
    "start?": { ...text, description: "Command when the hours begin." },
    "end?": { ...text, description: "Command when they end." },
    next: { ...listOf(object({ at: instant, command: text })), description: "Commands of the next seven days." },
  }),
  Record: object({
    "masked?": texts,
    id: text,
    street: text,
    community: text,
    scenario: text,
    version: text,
    pattern: text,
    state: text,
    flags: texts,
    record: { ...anything, description: "What was asked for, as far as this reader may see it." },
    derived: anything,
    "period?": object({ start: instant, end: instant }),
    subject: party,
    opener: party,
    "relation?": { enum: ["guardian", "mandate", "staff"] as Json },
    assignees: listOf(party),
    uses: listOf(use),
    "nearest?": listOf(use),
    "duplicates?": listOf(object({ record: text, state: text, opened: instant, metres: { type: "number" } })),
    "stages?": listOf(object({ id: text, in: text, done: yesNo, "at?": instant, "input?": anything })),
    clocks: listOf(object({ id: text, due: instant, "then?": text })),
    children: mapOf(whole),
    "roll?": whole,
    "tally?": anything,
    actions: { ...texts, description: "Actions that this reader may take now." },
    "waiting?": whole,
    "certificate?": object({ number: text, code: text, "until?": instant, verify: text }),
    "links?": listOf(object({ rel: text, record: text, scenario: text })),
    opened: instant,
    entered: instant,
    changed: instant,
    revision: whole,
    "events?": listOf(reference("Event")),
  }),
  RecordPage: pageOf(reference("Record")),
  Series: object({
    outcomes: listOf(object({ start: instant, "record?": reference("Record"), "problem?": reference("Problem") })),
  }),
  Child: object({ id: text, kind: text, input: anything, "at?": instant, "by?": party }),
  ChildPage: pageOf(reference("Child")),
  Certificate: object({
    number: text,
    status: { ...text, description: "valid, expired, suspended or revoked." },
    valid: yesNo,
    street: text,
    scenario: text,
    issued: instant,
    "until?": instant,
    shows: anything,
  }),
  Event: event,
  EventPage: pageOf(reference("Event"), { last: { ...whole, description: "Where to go on later." } }),
  File: object({ id: text, name: text, type: text, size: whole }),
  Export: object({
    street: object({ id: text, name: text }),
    at: instant,
    person: reference("Member"),
    behalf,
    records: listOf(
      object({
        record: reference("Record"),
        consents: listOf(object({ id: text, version: text, "by?": text, relation: text, at: instant })),
        children: listOf(reference("Child")),
      }),
    ),
    given: {
      ...listOf(object({ id: text, record: text, kind: text, input: anything, "at?": instant })),
      description: "What she gave to records, her own and others': comments, ratings …",
    },
    accounts: listOf(
      object({
        unit: text,
        balance: whole,
        lines: listOf(object({ at: instant, amount: whole, "record?": text })),
      }),
    ),
    resources: {
      ...listOf(object({ resource: reference("Resource"), readings: listOf(reference("Reading")) })),
      description: "What names her, with what it has measured.",
    },
    files: listOf(object({ id: text, name: text, type: text, size: whole, at: instant })),
  }),
};
