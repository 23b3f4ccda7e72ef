import type { JsonObject, Profile, StreetView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/** What a new street is. `test`: its clock stands still until it is moved. */
export interface StreetInput {
  readonly id: string;
  readonly name: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly communities: readonly { readonly id: string; readonly name: string; readonly parent?: string; readonly kind?: string }[];
  readonly phone?: string;
  readonly brand?: JsonObject;
  readonly profile?: Profile;
  readonly test?: boolean;
  /** Where the clock of a test street stands; absent: the hub's now. */
  readonly now?: string;
}

/**
 * Makes a street with its communities. Who may: an operator. Given again by an operator, it changes name, phone, brand, profile and adds communities.
 * @throws not-permitted, invalid
 */
export async function createStreet(engine: Engine, caller: Caller, input: { readonly street: StreetInput }): Promise<StreetView> {
  throw new Error("being written");
}
