import type {
  Bundle,
  CatalogChoices,
  Contract,
  Fault,
  Json,
  JsonObject,
  Machine,
  Pattern,
  Pointer,
  ResourceKind,
  Validate,
} from "@linli/contracts";
import type { Issuer, SecretIssuer } from "./authenticate.js";
import type { Database } from "./database.js";
import type { Development } from "./development.js";
import type { FileStore } from "./files/file-store.js";
import type { ScaleImage } from "./files/scale-image.js";
import type { KindFields } from "./protocol/kind-fields.js";
import type { Messaging } from "./protocol/messaging.js";
import type { Keyring } from "./seal/keyring.js";
import type { SealedFields } from "./seal/sealed-fields.js";
import type { PersonRow, ResourceRow } from "./store/rows.js";
import type { Street } from "./store/streets.js";

/** All that an operation can reach. Nothing else comes in: no global clock, no global randomness, no environment. */
export interface Engine {
  readonly database: Database;
  /** The time, in milliseconds since 1970; a street made for tests has its own (see `moveClock`). */
  readonly clock: () => number;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly fetch: typeof globalThis.fetch;
  readonly secrets: Secrets;
  /** Keys of streets, with which sensitive fields are sealed at rest. */
  readonly keyring: Keyring;
  /** Where the bytes of files lie; absent: in the data base. */
  readonly files?: FileStore;
  /** Looks through what is taken in for what does harm; absent: nobody does. */
  readonly scan?: ScanFile;
  /** Makes large images smaller; absent: they stay as they are. */
  readonly scaleImage?: ScaleImage;
  /** Where a street's news go beside its screens; absent: nowhere. */
  readonly messaging?: (street: string) => Messaging | undefined;
  /** Who pays for a street; absent: nobody, and what is to be paid stays due. */
  readonly payments?: (street: string) => PaymentService | undefined;
  readonly bundle: Bundle;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** Versions under which records were opened and that are not the bundle's, by digest; `undefined`: looked for in vain. */
  readonly kept: Map<string, Scenario | undefined>;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Says what is wrong with facts of a person (common.json, `facts`). */
  readonly facts: Validate;
  /** Who signs tokens. */
  readonly issuers: readonly Issuer[];
  /** The hub itself, which signs tokens for pages of hosts. */
  readonly sessions: SecretIssuer;
  /** Named choices of scenarios, and the order of all. */
  readonly catalog?: CatalogChoices;
  /** Sample people may sign in; absent in production. */
  readonly development?: Development;
  /** Streets and resources that were read before, by revision. */
  readonly cache: Cache;
  readonly pokes: Pokes;
}

/** A street's payment service: where it is asked, and the secret with which both sides sign. */
export interface PaymentService {
  readonly url: string;
  /** `whsec_<base64>`, or plain text. */
  readonly secret: string;
}

/** Says whether a file does harm: a virus scanner's answer. */
export type ScanFile = (file: {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}) => Promise<"clean" | "infected">;

/** Keys of this hub. */
export interface Secrets {
  /** Keys the hashes that the hub keeps of what was asked; at least 32 characters. */
  readonly seal: string;
  /** Wraps the keys of streets; at least 32 characters. Absent: `seal` does. */
  readonly master?: string;
  /** What wrapped them before: keep it until keys were rotated once. */
  readonly former?: readonly string[];
  /** `production` refuses the issuer for development. */
  readonly environment?: string;
}

/** A contract that this hub runs, with its machine as it is without any profile. */
export interface Scenario {
  readonly contract: Contract;
  readonly pattern: Pattern;
  readonly digest: string;
  readonly machine: Machine;
  readonly sealed: SealedFields;
  /** The shared definitions that it stands on, where they are not the bundle's. */
  readonly common?: JsonObject;
  /** What this hub would need to carry it out and does not have; empty: it runs. */
  readonly missing: readonly string[];
}

/** A resource kind with its validators. */
export interface Kind {
  readonly kind: ResourceKind;
  readonly validate: Validate;
  /** Of what its readings hold, by name. */
  readonly readings: { readonly [name: string]: Validate };
  readonly fields: KindFields;
}

/** What was read before; every use of it is checked against revisions when it is committed. */
export interface Cache {
  readonly streets: Map<string, Street>;
  /** When each street was read. */
  readonly seen: Map<string, number>;
  readonly machines: Map<string, Machine>;
  readonly resources: Map<string, ResourceRow>;
  readonly people: Map<string, PersonRow>;
  /** Resources that were just fought over, and until when it is not worth while to assume that they are free. */
  readonly crowded: Map<string, number>;
  /** Whether this hub's clocks have looked into all streets once. */
  readonly looked: { first: boolean };
  /** The last moment of which ids were made, and how many. */
  readonly ids: { moment: number; count: number };
}

/** Tells followers of a street that it has new events. A hint: they read again by cursor. */
export interface Pokes {
  /** Calls back after a write in this street (or, on another hub's poke, in any). Gives the way to stop. */
  on(street: string, listener: () => void): () => void;
  /** Says that a street has new events. */
  poke(street: string): void;
}

/** Who asks: comes from a verified token and nothing else. */
export interface Caller {
  /** `sub` of the token: the id of a person or device. */
  readonly id: string;
  /** May make streets and seed them; only from issuers of development, or the district's own. */
  readonly operator?: boolean;
  readonly kind?: "device";
  /** She comes by a token that holds for some scenarios only, and there as a resident. */
  readonly scope?: { readonly scenarios: readonly string[] };
}

/** What a write answers. `replayed`: the same key had asked the same before, this is what it was told then. */
export interface Answer<T> {
  readonly status: 200 | 201;
  readonly body: T;
  readonly replayed: boolean;
}

/** A problem of the problem table: thrown by operations, turned into a problem document by routes. */
export class ProblemError extends Error {
  readonly code: string;
  readonly at: Pointer | undefined;
  readonly faults: readonly Fault[];
  /** Actions that are possible now. */
  readonly actions: readonly string[] | undefined;
  readonly detail: string | undefined;
  constructor(
    code: string,
    more: {
      readonly at?: Pointer | undefined;
      readonly faults?: readonly Fault[] | undefined;
      readonly actions?: readonly string[] | undefined;
      readonly detail?: string | undefined;
    } = {},
  ) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.at = more.at;
    this.faults = more.faults ?? [];
    this.actions = more.actions;
    this.detail = more.detail;
  }
}

/** JSON with a stable order of members: what request hashes are made from. */
export function canonical(value: Json | undefined | object): string {
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === "object" && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : v,
  );
}
