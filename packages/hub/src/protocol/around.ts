import type { Machine, RecordView } from "@linli/contracts";
import type { Ask, Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import { duplicatesAsk, duplicatesView } from "./duplicates.js";
import type { Reader } from "./reader.js";
import { nearestAsk, nearestView, type Look } from "./view.js";

/** What there is around a record for a reader: what is nearest to it, and what may be the same matter. */
export async function aroundRecord(
  look: Look,
  machine: Machine,
  of: { readonly whole: WholeRecord; readonly reader: Reader },
  load: (ask: Omit<Ask, "key">) => Promise<Loaded>,
): Promise<Pick<RecordView, "nearest" | "duplicates">> {
  const { whole, reader } = of;
  const { zone } = look.street;
  const nearest = nearestAsk(machine, whole, reader);
  const duplicates = duplicatesAsk(machine, whole, reader, zone);
  if (nearest === undefined && duplicates === undefined) return {};
  const loaded = await load({
    ...(nearest === undefined ? {} : { nearest }),
    ...(duplicates === undefined ? {} : { duplicates }),
  });
  return {
    ...(nearest === undefined ? {} : { nearest: nearestView(look, machine, loaded.nearest, of) }),
    ...(duplicates === undefined ? {} : { duplicates: duplicatesView(machine, whole, loaded.duplicates, zone) }),
  };
}
