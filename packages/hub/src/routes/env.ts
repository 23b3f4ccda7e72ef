import type { Contract, Locale, Machine, Pattern } from "@linli/contracts";
import type { Context, Hono } from "hono";
import type { TokenCaller } from "../authenticate.js";
import type { Caller } from "../engine.js";

/** What a request carries through the routes. */
export interface Env {
  Bindings: {
    /** Where the request comes from. */
    address?: string;
  };
  Variables: {
    locale: Locale;
    caller: TokenCaller;
    /** What a problem of this request would be about. */
    about:
      | { readonly contract: Contract; readonly pattern: Pattern; readonly machine: Machine; readonly action?: string }
      | undefined;
  };
}

/** The hub's router. */
export type App = Hono<Env>;

/** One request in the hub's router. */
export type Ask = Context<Env>;

/** Somebody without a token, where anybody may read. */
export const anybody: Caller = { id: "" };
