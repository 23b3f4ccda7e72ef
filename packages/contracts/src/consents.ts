import { effectName } from "./amend.js";
import { mergePatch, sameJson, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Action } from "./model.js";
import type { Act, Facts, RecordState } from "./state.js";

/** What opener or subject now say of themselves, written or proposed; `undefined`: nothing new. */
export function saidBy(
  record: RecordState | undefined,
  act: Act,
  action: Action | undefined,
  data: JsonObject,
  as: readonly string[],
): JsonObject | undefined {
  if (record === undefined || !(as.includes("opener") || as.includes("subject") || as.includes("behalf")))
    return undefined;
  const proposes = action?.effects.some((effect) => effectName(effect) === "propose") === true;
  const now = proposes ? (mergePatch(data, act.input?.["changes"] ?? {}) as JsonObject) : data;
  return sameJson(now, record.data) ? undefined : now;
}

/** The id of a consent that these data need and that nobody who can has given; `undefined`: none is missing. */
export function missingConsent(
  machine: Machine,
  data: JsonObject,
  given: readonly string[],
  { subject, relation }: Pick<Facts, "subject" | "relation">,
): string | undefined {
  const age = subject?.["age"];
  const isChild = typeof age === "number" && age < 14;
  return (machine.contract.consent ?? []).find((consent) => {
    // What a guardian must say for a child, staff may note from her; nobody else can say it.
    const heard = consent.by !== "guardian" || !isChild || relation === "guardian" || relation === "staff";
    if (heard && given.includes(consent.id)) return false;
    const asked = machine.validators?.consents[consent.id];
    return consent.when === undefined || asked === undefined || asked(data).length === 0;
  })?.id;
}
