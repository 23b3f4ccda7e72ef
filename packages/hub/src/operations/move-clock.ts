import type { Caller, Engine } from "../engine.js";

/**
 * Moves the clock of a street made for tests forward and runs what falls due, in order.
 * @throws not-permitted, not-a-test-street, invalid
 */
export async function moveClock(engine: Engine, caller: Caller, input: { readonly street: string; readonly now: string }): Promise<{ readonly now: string; readonly fired: number }> {
  throw new Error("being written");
}
