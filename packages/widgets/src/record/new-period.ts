import { at as read } from "@linli/contracts";
import type { Json, Pointer, RecordView } from "@linli/contracts";
import type { Screen } from "../flow/screen.js";
import type { Part } from "../form/community-form.js";
import type { FormHost } from "../form/host.js";
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
  const { BookingModel, dayPart, timePart } = booking;
  const free = await screen.street.client.anyScenario(screen.contract.id).availability();
  const value: { [name: string]: Json | undefined } = { ...view.record };
  const model = new BookingModel({ screen, value, free, base, when: at });
  let host: FormHost | undefined;
  const chosen = () => {
    host?.set(at, read(value, at) as Json | undefined);
    host?.requestUpdate();
  };
  const redrawn = (id: string, part: () => Part): Part => ({
    ...part(),
    id,
    render: (lent) => {
      host = lent;
      return part().render(lent);
    },
  });
  model.forgetTime();
  return new Map([[at, [redrawn("?day", () => dayPart(model, chosen)), redrawn(at, () => timePart(model, chosen))]]]);
}
