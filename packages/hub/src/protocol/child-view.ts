import { localInstant, type JsonObject, type PartyView } from "@linli/contracts";
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

/** Child rows as a reader may see them. Secret ones are not shown while they are given: the result shows them. */
export function childViews(
  look: { readonly street: Street; readonly people: People },
  rows: readonly ChildRow[],
  { isInsider, actor }: Pick<Reader, "isInsider" | "actor">,
): readonly ChildView[] {
  const { street, people } = look;
  return rows
    .filter((row) => row.author !== null)
    .map(({ id, kind, input, at, author }) => {
      const showsWho = author !== null && (isInsider || author === actor.id);
      return {
        id,
        kind,
        input,
        ...(at === null ? {} : { at: localInstant(at, street.zone) }),
        ...(showsWho ? { by: partyOf(author, people, street) } : {}),
      };
    });
}
