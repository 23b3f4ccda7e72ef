/** What a hub may be told, as one JSON file; the schema is what editors complete it by. */
const text = { type: "string", minLength: 1 } as const;
const url = { type: "string", pattern: "^https?://[^\\s]+$" } as const;
const address = {
  type: "string",
  pattern: "^https?://[^/\\s]+$",
  description: "An address without anything behind it: https://hub.example",
} as const;
const signed = (what: string) =>
  ({
    type: "object",
    description: what,
    required: ["url", "secret"],
    additionalProperties: false,
    properties: { url, secret: { ...text, minLength: 8, description: "whsec_<base64>, or plain text." } },
  }) as const;
const gateway = signed("Where text messages are handed over, signed the Standard Webhooks way.");
const streetId = "^[a-z0-9][a-z0-9-]*$";

/** JSON Schema of a hub's configuration. */
export const configSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Configuration of linli serve",
  type: "object",
  additionalProperties: false,
  required: ["database", "secret"],
  properties: {
    $schema: { type: "string" },
    database: {
      type: "string",
      pattern: "^(postgres(ql)?://.+|folder:.+|memory:)$",
      description:
        "postgres://user:password@host/database, folder:<path> (PGlite, one process), or memory: (until it ends).",
    },
    connections: { type: "integer", minimum: 2, maximum: 500, description: "To PostgreSQL, at most. Absent: 16." },
    partitions: { type: "integer", minimum: 2, maximum: 256, description: "Cuts the big tables by street; stays." },
    secret: {
      type: "string",
      minLength: 32,
      description: "Keys hashes and seals; the same for all hubs of a data base.",
    },
    master: { type: "string", minLength: 32, description: "Wraps the keys of streets. Absent: secret does." },
    former: { type: "array", items: { type: "string", minLength: 32 }, description: "What wrapped them before." },
    host: { ...text, description: "Absent: 127.0.0.1, this machine only." },
    port: { type: "integer", minimum: 0, maximum: 65535, description: "Absent: 8080; 0: any that is free." },
    url: { ...address, description: "The hub's address as people see it. Absent: where it listens." },
    production: { type: "boolean", description: "Absent: true. Refuses what is for development only." },
    trustProxy: { type: "boolean", description: "Addresses and scheme come from a proxy's X-Forwarded headers." },
    origins: { type: "array", items: address, description: "Pages that may call. Absent: all; a token says who asks." },
    pages: {
      type: "object",
      propertyNames: { pattern: "^/" },
      additionalProperties: text,
      description: "Folders of files to serve, by where they are mounted.",
    },
    scenarios: { ...text, description: "A folder that `linli compile` has made. Absent: those of @linli/contracts." },
    drain: {
      type: "integer",
      minimum: 0,
      maximum: 300,
      description: "Seconds between not being ready and closing. Absent: 5.",
    },
    grace: {
      type: "integer",
      minimum: 0,
      maximum: 300,
      description: "Seconds that requests under way may still take. Absent: 10.",
    },
    limits: {
      type: "object",
      additionalProperties: false,
      description: "Requests a minute that are answered.",
      properties: {
        perToken: { type: "integer", minimum: 10, description: "Absent: 600." },
        perAddress: { type: "integer", minimum: 10, description: "Absent: 6000; an office has one for many." },
      },
    },
    issuers: {
      type: "array",
      description: "Outside issuers whose tokens the hub takes.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["issuer", "audience", "keys"],
        properties: {
          issuer: text,
          audience: text,
          keys: { ...url, description: "Where its keys are (jwks_uri)." },
          algorithms: { type: "array", items: text },
          streets: {
            description: 'In which streets its tokens hold; "claimed": those of the claim members. Absent: all.',
            oneOf: [{ const: "claimed" }, { type: "array", items: { type: "string", pattern: streetId } }],
          },
          operators: {
            description: "Who may make streets.",
            oneOf: [{ const: "claimed" }, { type: "array", items: text }],
          },
        },
      },
    },
    identity: {
      type: "object",
      additionalProperties: false,
      description: "People sign in here. Absent: nobody does, and issuers say who they are.",
      properties: {
        name: { ...text, description: "Of the street or district, on the pages." },
        phone: { ...text, description: "Whom to call, on the pages." },
        clients: {
          type: "array",
          description: "Pages and apps that people sign in from.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["id", "name", "redirectUris"],
            properties: {
              id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
              name: text,
              redirectUris: { type: "array", minItems: 1, items: text },
              afterSignOut: { type: "array", items: text },
              native: { type: "boolean" },
            },
          },
        },
        outside: {
          type: "array",
          description: "Outside issuers with whom people may sign in.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["id", "label", "issuer", "clientId", "clientSecret"],
            properties: {
              id: { type: "string", pattern: "^[a-z0-9][a-z0-9-]*$" },
              label: {
                type: "object",
                additionalProperties: false,
                required: ["zh-CN", "en", "ko"],
                properties: { "zh-CN": text, en: text, ko: text },
              },
              issuer: url,
              clientId: text,
              clientSecret: text,
              scope: text,
            },
          },
        },
      },
    },
    gateway: { oneOf: [gateway, { const: "console", description: "Shows codes on the console; not in production." }] },
    streets: {
      type: "object",
      description: "What is a street's own.",
      propertyNames: { pattern: streetId },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: { gateway, payments: signed("Who pays for the street.") },
      },
    },
  },
} as const;
