import {
  actionAppending,
  localInstant,
  visibleInput,
  type JsonObject,
  type Machine,
  type PartyView,
} from "@linli/contracts";
import type { ChildRow } from "../store/records.js";
import type { Street } from "../store/streets.js";
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
 * it. Of what was said each sees what is hers to see; who may see nothing of it does not see the row. Secret ones are not shown while they are given: the result shows them.
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
    .flatMap(({ id, kind, input: said, at, author }): readonly ChildView[] => {
      const isMine = author === reader.actor.id;
      // What no action appends, the hub writes itself: of a settlement the parties see all.
      const action = kind === "occurrences" ? "fold" : actionAppending(machine, kind);
      const input =
        action === undefined
          ? works || isMine || isParty
            ? said
            : {}
          : visibleInput(machine, { action, input: said, isMine, isOpen: true }, reader.onlooker);
      if (input === undefined) return [];
      const showsWho = author !== null && (works || isParty || isMine);
      return [
        {
          id,
          kind,
          input,
          ...(at === null ? {} : { at: localInstant(at, street.zone) }),
          ...(showsWho ? { by: partyOf(author, people, street) } : {}),
        },
      ];
    });
}
