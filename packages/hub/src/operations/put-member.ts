import type { Json, JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/** A member as somebody enters her. */
export interface MemberInput {
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly unit?: string }[];
  readonly community?: string;
  readonly household?: string;
  /** Facts of common.json (birthDate, residence …); kept with who asserted them and when. */
  readonly facts?: JsonObject;
  readonly guardians?: readonly string[];
  readonly mandates?: readonly { readonly holder: string; readonly scenarios?: readonly string[]; readonly until?: string }[];
  readonly place?: { readonly lat: number; readonly lon: number };
}

/** A member as staff see her. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly unit?: string }[];
  readonly community?: string;
  readonly household?: string;
  readonly facts: { readonly [fact: string]: { readonly value: Json; readonly by: string; readonly at: string } };
  readonly guardians: readonly string[];
  readonly mandates: readonly { readonly holder: string; readonly scenarios?: readonly string[]; readonly until?: string }[];
}

/**
 * Enters or changes a member. Operators and street officials may give any role; community staff only `resident`.
 * @throws not-permitted, invalid
 */
export async function putMember(engine: Engine, caller: Caller, input: { readonly street: string; readonly id: string; readonly member: MemberInput }): Promise<MemberView> {
  throw new Error("being written");
}
