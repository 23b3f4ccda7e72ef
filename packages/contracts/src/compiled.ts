import type { JsonObject } from "./json.js";
import type { Contract, HolidayCalendar, Pattern, ResourceKind } from "./model.js";
import type { Runtime } from "./runtime.js";
import type { Validate, Validators } from "./validate.js";

/** A contract with its validators, as `linli compile` makes it for a hub. */
export interface CompiledContract {
  readonly contract: Contract;
  /** sha256 of the contract's canonical JSON, hex: stamped on every record. */
  readonly digest: string;
  readonly validators: (runtime: Runtime) => Validators;
}

/** A resource kind with its validator. */
export interface CompiledKind {
  readonly kind: ResourceKind;
  readonly validate: (runtime: Runtime) => Validate;
}

/** All that a hub runs. A contract without validators (plain JSON) is interpreted. */
export interface Bundle {
  readonly contracts: readonly (CompiledContract | Contract)[];
  readonly kinds: readonly (CompiledKind | ResourceKind)[];
  readonly patterns: { readonly [pattern: string]: Pattern };
  /** `common.json`, for contracts that are interpreted. */
  readonly common: JsonObject;
  /** Public holidays; absent: none are known. */
  readonly calendars?: readonly HolidayCalendar[];
  /** Roles that people can hold, with their names. */
  readonly roles: { readonly [role: string]: { readonly labels: { readonly [locale: string]: string } } };
}
