import { at as read } from "@linli/contracts";
import type { Json, Pointer, RecordView } from "@linli/contracts";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import type { FormHost } from "../../form/host.js";
import { BookingModel } from "./booking-model.js";
import { dayPart } from "./day-part.js";
import { timePart } from "./time-part.js";

const at = "/period";

/** Asks for another period of the same thing, from what is free now. `base`: where the input's labels stand. */
export async function newPeriod(
  screen: Screen,
  { record }: RecordView,
  base: string,
): Promise<ReadonlyMap<Pointer, readonly Part[]>> {
  const free = await screen.street.client.scenario<string>(screen.contract.id).availability();
  const value: { [name: string]: Json | undefined } = { ...record };
  const model = new BookingModel({ screen, value, free, base, when: at });
  let day = model.firstDay();
  let host: FormHost | undefined;
  const chosen = () => {
    host?.set(at, read(value, at) as Json | undefined);
    host?.requestUpdate();
  };
  const choose = (next: number) => {
    day = next;
    model.chooseDay(next);
    chosen();
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
  const turns = { turn: () => undefined, hasEarlier: false, hasLater: false };
  return new Map([
    [
      at,
      [redrawn("?day", () => dayPart(model, { day, choose, ...turns })), redrawn(at, () => timePart(model, day, chosen))],
    ],
  ]);
}
