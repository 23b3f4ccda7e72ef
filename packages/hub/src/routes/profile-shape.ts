import type { Shape } from "./shape.js";

const text = { type: "string", minLength: 1, maxLength: 2000 } as const satisfies Shape;
const texts = { type: "object", additionalProperties: text } as const satisfies Shape;
const nodes = {
  type: "array",
  maxItems: 500,
  items: { type: "string", maxLength: 120, pattern: "^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){0,2}$" },
} as const satisfies Shape;
const count = { type: "integer", minimum: 0 } as const satisfies Shape;
const anything = { type: "object", additionalProperties: true } as const satisfies Shape;

const tighter = {
  type: "object",
  properties: {
    minimum: { type: "number" },
    maximum: { type: "number" },
    minLength: count,
    maxLength: count,
    minItems: count,
    maxItems: count,
    enum: { type: "array", items: {}, maxItems: 500 },
    required: { type: "boolean" },
  },
} as const satisfies Shape;

const ext = {
  type: "object",
  required: ["type", "labels"],
  properties: {
    type: {
      type: "string",
      enum: ["text", "number", "integer", "yes-no", "date", "choice", "choices", "photo"],
    },
    labels: texts,
    hints: texts,
    required: { type: "boolean" },
    listed: { type: "boolean" },
    privacy: { type: "string", enum: ["personal", "sensitive"] },
    minimum: { type: "number" },
    maximum: { type: "number" },
    maxLength: { type: "integer", minimum: 1, maximum: 2000 },
    options: { type: "object", additionalProperties: texts },
  },
} as const satisfies Shape;

/** What a profile is (scenarios/profile.schema.json), in the hub's own few keywords. */
export const profileShape = {
  type: "object",
  description: "A street's own say: see profile.schema.json.",
  properties: {
    $schema: text,
    title: texts,
    communityType: text,
    select: nodes,
    order: nodes,
    scenarios: {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: {
          settings: anything,
          parameters: anything,
          clocks: texts,
          labels: { type: "object", additionalProperties: texts },
          fields: { type: "object", additionalProperties: tighter },
          ext: { type: "object", additionalProperties: ext },
        },
      },
    },
    brand: {
      type: "object",
      properties: {
        name: { type: "string", minLength: 1, maxLength: 40 },
        accent: { type: "string", pattern: "^#[0-9a-fA-F]{6}$" },
        logo: text,
        radius: { type: "number", minimum: 0, maximum: 24 },
      },
    },
    resources: { type: "array", items: { type: "string", maxLength: 60 }, maxItems: 200 },
    made: anything,
  },
} as const satisfies Shape;
