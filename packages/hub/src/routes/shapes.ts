import type { Query } from "./read-query.js";
import { profileShape } from "./profile-shape.js";
import type { Shape } from "./shape.js";

/** Ids that people choose: `c-3`, `ningwei`, `钱卫国`; no white space, slash or control character. */
const id = { type: "string", minLength: 1, maxLength: 64, pattern: "^[^\\s/\\p{C}]+$" } as const satisfies Shape;
const name = { type: "string", minLength: 1, maxLength: 100 } as const satisfies Shape;
const scenario = {
  type: "string",
  maxLength: 120,
  pattern: "^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*$",
} as const satisfies Shape;
const instant = { type: "string", format: "date-time" } as const satisfies Shape;
const anything = { type: "object", additionalProperties: true } as const satisfies Shape;
const lat = { type: "number", minimum: -90, maximum: 90 } as const satisfies Shape;
const lon = { type: "number", minimum: -180, maximum: 180 } as const satisfies Shape;

function object<const P extends { readonly [name: string]: Shape }, const R extends readonly (keyof P & string)[]>(
  required: R,
  properties: P,
): { readonly type: "object"; readonly required: R; readonly properties: P } {
  return { type: "object", required, properties };
}

function listOf<const S extends Shape>(items: S, maxItems: number) {
  return { type: "array", items, maxItems } as const;
}

const point = object(["lat", "lon"], { lat, lon });
const reading = object(["name", "value"], {
  name: { type: "string", maxLength: 60, description: "One that the resource's kind has." },
  value: { description: "As the reading's schema says." },
  at: { ...instant, description: "When it was measured; absent: now." },
});
const place = object(["lat", "lon"], { lat, lon, address: { type: "string", maxLength: 200 } });
const resource = {
  name,
  community: id,
  parent: id,
  place,
  life: { type: "string", enum: ["draft", "published", "closed", "retired"] },
  value: anything,
} as const;

/** Bodies that the hub takes, by name. */
export const bodies = {
  street: object(["id", "name", "zone", "communities"], {
    id: {
      type: "string",
      minLength: 1,
      maxLength: 64,
      pattern: "^[a-z0-9][a-z0-9-]*$",
      description: "Part of every address.",
    },
    name,
    zone: { type: "string", maxLength: 64, description: "IANA time zone." },
    communities: listOf(object(["id", "name"], { id, name, parent: id, kind: { type: "string", maxLength: 40 } }), 500),
    phone: { type: "string", maxLength: 40 },
    brand: anything,
    profile: profileShape,
    calendar: object([], {
      holidays: listOf({ type: "string", format: "date" }, 400),
      workdays: listOf({ type: "string", format: "date" }, 100),
      hours: object(["from", "until"], {
        from: { type: "string", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
        until: { type: "string", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
      }),
    }),
    test: { type: "boolean", description: "Its clock stands still until it is moved." },
    now: { ...instant, description: "Where the clock of a test street stands." },
  }),
  profile: object(["profile"], {
    profile: profileShape,
    dryRun: { type: "boolean", description: "Only says what does not fit and what would change." },
    leaveOut: { type: "boolean", description: "Takes the rest where something does not fit." },
  }),
  clock: object(["now"], { now: instant }),
  member: object(["name", "roles"], {
    name,
    roles: listOf(object(["role"], { role: { type: "string", maxLength: 60 }, unit: id }), 20),
    community: id,
    household: id,
    facts: anything,
    guardians: listOf(id, 10),
    mandates: listOf(object(["holder"], { holder: id, scenarios: listOf(scenario, 200), until: instant }), 20),
    place: point,
  }),
  mandate: object(["until"], {
    holder: { ...id, description: "Who may act; or say her telephone number and name." },
    phone: { type: "string", maxLength: 24 },
    name,
    scenarios: { ...listOf(scenario, 200), minItems: 1 },
    until: { ...instant, description: "A year from now at most." },
    subject: { ...id, description: "Who gives it, where staff enter what she has said; absent: the caller." },
  }),
  mandateParties: object(["subject", "holder"], { subject: id, holder: id }),
  memberSignIn: object([], {
    phone: { type: "string", maxLength: 24, description: "A mobile number; absent: she can no longer sign in." },
  }),
  client: object(["id", "kind", "name"], {
    id: {
      type: "string",
      minLength: 1,
      maxLength: 64,
      pattern: "^[A-Za-z0-9][A-Za-z0-9_~-]*$",
      description: "Of a device: its id as a member.",
    },
    kind: { type: "string", enum: ["device", "host"] },
    name,
    scenarios: listOf(scenario, 200),
  }),
  session: object(["person", "scenarios"], {
    person: id,
    scenarios: { ...listOf(scenario, 50), minItems: 1 },
    seconds: { type: "integer", minimum: 60, maximum: 3600, default: 900 },
  }),
  newResource: object(["kind", "name", "value"], { id, kind: { type: "string", maxLength: 60 }, ...resource }),
  resource: object(["name", "value"], resource),
  hours: object(["rule", "from", "until"], {
    rule: { type: "string", maxLength: 200, description: "On which days: RFC 5545 recurrence rule." },
    from: { type: "string", maxLength: 5, description: "Local time." },
    until: { type: "string", maxLength: 5, description: "Local time; 24:00 is the end of the day." },
    exceptions: listOf(anything, 366),
  }),
  reading,
  readings: object(["readings"], { readings: listOf(reading, 1000) }),
  nothing: object([], {}),
  notifications: object(["channels", "locale"], {
    channels: listOf({ type: "string", enum: ["sms", "mini-program", "email"] }, 3),
    locale: { type: "string", enum: ["zh-CN", "en", "ko"] },
    mobile: { type: "string", maxLength: 20, pattern: "^\\+?\\d{6,18}$" },
    email: { type: "string", maxLength: 200, pattern: "^[^\\s@<>,;]+@[^\\s@<>,;]+$" },
    miniProgram: { type: "string", maxLength: 120 },
  }),
  job: object(["kind"], {
    kind: { type: "string", enum: ["erase-person", "rotate-keys", "verify-chain"] },
    person: { ...id, description: "Who is erased; absent: the caller." },
  }),
  settlement: object(["state"], {
    state: { type: "string", enum: ["settled", "failed", "refunded"] },
    reference: { type: "string", maxLength: 120, description: "The payment service's own." },
    reason: { type: "string", maxLength: 200 },
  }),
  open: object(["scenario", "record"], {
    scenario,
    version: { type: "string", maxLength: 20, description: "The contract's version that the form was made from." },
    subject: { ...id, description: "Whom it is for; absent: the caller." },
    community: id,
    record: anything,
    options: anything,
    consent: listOf({ type: "string", maxLength: 60 }, 20),
  }),
  act: object([], {
    input: anything,
    stage: { type: "string", maxLength: 60 },
    consent: listOf({ type: "string", maxLength: 60 }, 20),
  }),
  child: object([], { input: anything, consent: listOf({ type: "string", maxLength: 60 }, 20) }),
  signIn: object(["person"], { person: id }),
} as const;

const after = {
  type: "string",
  maxLength: 500,
  description: "Cursor: `next` of the page before.",
} as const satisfies Shape;
const limit = {
  type: "integer",
  minimum: 1,
  maximum: 200,
  default: 50,
  description: "How many at most.",
} as const satisfies Shape;
const state = { type: "string", maxLength: 60 } as const satisfies Shape;

/** Queries that the hub reads, by name. */
export const queries = {
  members: { role: state, after, limit },
  scenarios: { collection: { type: "string", maxLength: 60, description: "Narrows and orders." } },
  scenario: {
    version: {
      type: "string",
      maxLength: 20,
      description: "One under which records were opened; absent: the one that runs.",
    },
  },
  availability: {
    from: { type: "string", format: "date" },
    days: { type: "integer", minimum: 1, maximum: 62, default: 7 },
  },
  resources: {
    kind: state,
    near: {
      type: "string",
      pattern: "^-?\\d{1,2}(\\.\\d+)?,-?\\d{1,3}(\\.\\d+)?$",
      description: "`lat,lon` (WGS 84): nearest first.",
    },
    open: { type: "string", enum: ["now"] },
    parent: id,
    kept: { type: "boolean", description: "Those that the caller looks after: drafts and closed ones too." },
    after,
    limit,
  },
  readings: { name: state, after, limit },
  deliveries: {
    state: { type: "string", enum: ["waiting", "sent", "failed"] },
    destination: { type: "string", maxLength: 60 },
    after,
    limit,
  },
  records: {
    scenario,
    state,
    flag: state,
    mine: { type: "boolean" },
    for: { type: "string", enum: ["handler"] },
    resource: { ...id, description: "Those that use it." },
    living: { type: "boolean", description: "Those that have not ended." },
    after,
    limit,
  },
  children: { after, limit },
  page: { after, limit },
  statements: {
    owner: { ...id, description: "Absent: the caller, her household, and whom she may act for." },
    unit: { type: "string", maxLength: 40 },
    from: { type: "string", format: "date" },
    until: { type: "string", format: "date", description: "Absent: today." },
  },
  statistics: { resource: { ...id, description: "A round; absent: all." } },
  record: { asOf: { ...instant, description: "As it was then." } },
  search: {
    q: { type: "string", minLength: 1, maxLength: 100, description: "Words, or parts of words." },
    limit: { type: "integer", minimum: 1, maximum: 50, default: 20, description: "How many at most." },
  },
  events: {
    after: { type: "integer", minimum: 0, description: "Events after this number." },
    limit,
    mine: { type: "boolean" },
    record: id,
  },
  export: {
    subject: { ...id, description: "A child of the caller's; absent: the caller." },
    format: { type: "string", enum: ["json", "zip"], default: "json", description: "`zip`: with her files." },
  },
  none: {},
} as const satisfies { readonly [name: string]: Query };
