import type { Database } from "../database.js";
import type { Seal } from "./seal.js";

/** A text message as it goes to a gateway. */
export interface TextMessage {
  readonly to: string;
  readonly template: "sign-in-code";
  readonly values: { readonly code: string; readonly minutes: number };
  readonly locale: string;
  /** The whole message, for a gateway without templates. */
  readonly text: string;
}

/** Where text messages are handed over: a webhook, signed the Standard Webhooks way; or a function, for development. */
export type Gateway =
  { readonly url: string; readonly secret: string } | ((message: TextMessage) => void | Promise<void>);

/** All that signing in can reach. */
export interface IdentityContext {
  readonly database: Database;
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly fetch: typeof globalThis.fetch;
  readonly seal: Seal;
  /** Whose gateway text messages of a street go to; absent: they can't be sent. */
  readonly gateway: (street: string | undefined) => Gateway | undefined;
  readonly onError: (error: unknown) => void;
}
