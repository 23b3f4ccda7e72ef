// Compiled, never run: what must not compile is marked, and the compiler complains where a mark is not needed.
import { createClient } from "../src/index.js";

const street = createClient({ baseUrl: "https://hub.example", street: "ningwei" });
const period = { start: "2026-12-02T19:00:00+08:00", end: "2026-12-02T20:00:00+08:00" };

export async function book(): Promise<void> {
  const court = street.scenario("sports.venues.court");
  const record = { court: "c-3", period, players: 4, purpose: "leisure", contact: "13857112345" } as const;
  const booking = await court.open(record, { options: { waitlist: true }, consent: ["accessibility"] });

  await booking.act("cancel", { reason: "weather" });
  await booking.act("cancel");
  await booking.act("check-in");
  await booking.act("complete", { playersSeen: 4 });
  const state: "confirmed" | "waitlisted" | "checked-in" | "completed" | "cancelled" | "no-show" = booking.state;
  const players: number = booking.view.record.players;

  // @ts-expect-error a scenario that is not in the catalog
  street.scenario("sports.venues.swimming-pool");
  // @ts-expect-error a field that the contract does not have
  await court.open({ ...record, colour: "red" });
  // @ts-expect-error a field of another type
  await court.open({ ...record, players: "four" });
  // @ts-expect-error a field is missing
  await court.open({ court: "c-3", period, players: 4, purpose: "leisure" });
  // @ts-expect-error a value that the contract does not list
  await court.open({ ...record, purpose: "wedding" });
  // @ts-expect-error an action that the pattern does not have
  await booking.act("dispatch", {});
  // @ts-expect-error an action that this contract leaves out
  await booking.act("approve");
  // @ts-expect-error an input that the action does not take
  await booking.act("complete", { playersSeen: "all" });
  // @ts-expect-error an input that is needed
  await booking.act("complete");
  // @ts-expect-error a state that this contract can't be in
  const never: "requested" = booking.state;
  void [state, players, never];
}

export async function report(): Promise<void> {
  const help = await street.record<"resident-requests.report.accident-help">("r-1");
  await help.act("dispatch", { assignees: ["han-lei"] });
  // @ts-expect-error a booking's action
  await help.act("check-in");
  for await (const record of street.records({ mine: true })) void record.state;
  for await (const event of street.events({ mine: true })) void event.seq;
  const plain = await street.anyScenario("own.venues.pickleball").open({ anything: "goes" });
  await plain.act("cancel", { reason: "weather" });
}
