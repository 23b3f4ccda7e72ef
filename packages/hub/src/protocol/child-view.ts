import { actionAppending, localInstant, type JsonObject, type Machine, type PartyView } from "@linli/contracts";
import type { ChildRow } from "../store/records.js";
import type { Street } from "../store/streets.js";
import { sparedInput } from "./event-view.js";
import { partyOf, type People } from "./people.js";
import type { Reader } from "./reader.js";

/** A child row (comment, rating, objection …) as a reader may see it. */
export interface ChildView {
  readonly id: string;
  readonly kind: string;
  readonly input: JsonObject;
  readonly at?: string;
  readonly by?: PartyView;
}

/**
 * Child rows as a reader may see them: who gave one is shown to those who work on the record, to its parties and to whoever gave
 * it, and so is what of it is personal. Secret ones are not shown while they are given: the result shows them.
 */
export function childViews(
  look: { readonly street: Street; readonly people: People; readonly machine: Machine },
  rows: readonly ChildRow[],
  reader: Reader,
): readonly ChildView[] {
  const { street, people, machine } = look;
  const works = reader.as.includes("handler") || reader.as.includes("assignee");
  const isParty = reader.as.includes("opener") || reader.as.includes("subject");
  return rows
    .filter((row) => row.author !== null)
    .map(({ id, kind, input, at, author }) => {
      const isMine = author === reader.actor.id;
      // What no action appends, the hub writes itself: of a settlement the parties see all.
      const action = actionAppending(machine, kind);
      const showsWho = author !== null && (works || isParty || isMine);
      return {
        id,
        kind,
        input: sparedInput(input, {
          machine,
          action,
          reader,
          whole: works || isMine || (action === undefined && isParty),
        }),
        ...(at === null ? {} : { at: localInstant(at, street.zone) }),
        ...(showsWho ? { by: partyOf(author, people, street) } : {}),
      };
    });
}
