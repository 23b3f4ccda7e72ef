/**
 * The closed lists of the pattern format: what rules and patterns may name. The meta-schemas repeat the names for
 * editors, and a test holds the two together.
 */

/** Effects that a pattern's actions and states write out. */
export const effects = [
  "limit",
  "fold",
  "amend",
  "propose",
  "advance",
  "assign",
  "notify",
  "freeze-roll",
  "tally",
  "measure",
  "post",
  "unpost",
  "certify",
  "open",
  "set",
  "command",
] as const;

/** Effects that only a contract's follow-ups write out. */
export const contractEffects = ["settle"] as const;

/** Effects that nobody writes: they follow from what states hold, and from `appends`. */
export const derivedEffects = ["reserve", "release", "consume", "append"] as const;

/** Effects that are written as a word alone. */
export const plainEffects = [
  "limit",
  "fold",
  "amend",
  "propose",
  "advance",
  "freeze-roll",
  "tally",
  "measure",
  "post",
  "unpost",
  "certify",
  "set",
  "command",
] as const satisfies readonly (typeof effects)[number][];

/** Ways in which an actor can stand to a record. */
export const relations = [
  "opener",
  "subject",
  "behalf",
  "handler",
  "assignee",
  "roll",
  "viewer",
  "device",
  "clock",
  "hub",
] as const;

/** Operators of rules and formulas (JSON Logic). */
export const operators = [
  "var",
  "if",
  "and",
  "or",
  "!",
  "!!",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "+",
  "-",
  "*",
  "/",
  "%",
  "min",
  "max",
  "map",
  "filter",
  "reduce",
  "all",
  "some",
  "none",
  "merge",
  "instant",
  "later",
  "earlier",
  "atTime",
  "localMinutes",
  "date",
  "month",
  "days",
  "age",
  "metres",
  "floor",
  "round",
  "count",
  "sum",
] as const;

/** Roots of the context that rules read; `has` and `settings` are known before any record is. */
export const contextRoots = [
  "has",
  "settings",
  "parameters",
  "options",
  "now",
  "id",
  "state",
  "flags",
  "entered",
  "validUntil",
  "before",
  "period",
  "record",
  "derived",
  "input",
  "as",
  "opener",
  "subject",
  "actor",
  "relation",
  "place",
  "uses",
  "stages",
  "children",
  "done",
  "roll",
  "tally",
  "facts",
] as const;

/** Names of derived fields that patterns read. */
export const readDerived = ["due", "bounty", "price", "review"] as const;

/** Accounts that lines name by a record's people, or by the record itself. */
export const accounts = ["opener", "subject", "assignee", "record"] as const;
