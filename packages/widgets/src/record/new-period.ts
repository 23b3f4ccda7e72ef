import { at as read } from "@linli/contracts/json";
import type { Json, Pointer, RecordView } from "@linli/contracts";
import type { Screen } from "../flow/screen.js";
import type { Part } from "../form/community-form.js";
import type { FormHost } from "../form/host.js";
import { daysLater } from "../lib/say-time.js";
import type * as BookingModule from "../views/booking.js";

/** The view of bookings, loaded: its model and parts. */
type Booking = typeof BookingModule;

const at = "/period";

/** What a new period is chosen from. */
export interface Reschedule {
  readonly booking: Booking;
  readonly screen: Screen;
  readonly view: RecordView;
  /** Where the input's labels stand. */
  readonly base: string;
}

/** Asks for another period of the same thing, from what is free now. */
export async function newPeriod({
  booking,
  screen,
  view,
  base,
}: Reschedule): Promise<ReadonlyMap<Pointer, readonly Part[]>> {
  const { BookingModel, dayPart, isSimple, timePart } = booking;
  const wide = isSimple(screen)
    ? undefined
    : await import("../views/booking/wide-model.js").then(({ loadWide }) => loadWide(undefined, screen.words.locale));
  const scenario = screen.street.client.anyScenario(screen.contract.id);
  const value: { [name: string]: Json | undefined } = { ...view.record };
  const from = async (day?: string) => {
    const parts = { screen, value, free: await scenario.availability(day ? { from: day } : {}), base, when: at };
    wide?.look(parts);
    return wide?.model() ?? new BookingModel(parts);
  };
  let model = await from();
  const [first = ""] = model.free.days;
  const booked = model.start?.slice(0, 10);
  // The days around the one that is booked: a change is mostly a small one.
  if (booked && !model.free.days.includes(booked)) model = await from(booked);
  let host: FormHost | undefined;
  const chosen = () => {
    host?.set(at, read(value, at) as Json | undefined);
    host?.requestUpdate();
  };
  const turn = (by: number) => async () => {
    const { days } = model.free;
    const day = daysLater(days[0] ?? first, by * days.length);
    model = await from(day > first ? day : first);
    model.forgetTime();
    chosen();
  };
  const days = () =>
    dayPart(model, chosen, { earlier: (model.free.days[0] ?? "") > first ? turn(-1) : undefined, later: turn(1) });
  const redrawn = (id: string, part: () => Part): Part => ({
    ...part(),
    id,
    render: (lent) => {
      host = lent;
      return part().render(lent);
    },
  });
  model.forgetTime();
  return new Map([[at, [redrawn("?day", days), redrawn(at, () => timePart(model, chosen, wide?.until()))]]]);
}
