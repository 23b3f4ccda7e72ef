import type { Locale, StreetView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { streetView } from "../protocol/street-view.js";

/**
 * Reads the street for a page's head; anybody may.
 * @throws not-found
 */
export async function readStreet(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly locale: Locale },
): Promise<StreetView> {
  const street = await streetToRead(engine, input.street);
  return streetView(street, nowIn(engine, street), input.locale);
}
