import type { MemberView } from "@linli/sdk";
import type { StreetContext } from "../street/context.js";

const most = 500;
const known = new WeakMap<StreetContext, Promise<readonly MemberView[]>>();

/** Those who live and work in the street, as far as this reader may list them; none: she may not. */
export function peopleOf(street: StreetContext): Promise<readonly MemberView[]> {
  let people = known.get(street);
  if (people === undefined) known.set(street, (people = read(street)));
  return people;
}

async function read({ client }: StreetContext): Promise<readonly MemberView[]> {
  const found: MemberView[] = [];
  try {
    for await (const one of client.members()) {
      found.push(one);
      if (found.length >= most) break;
    }
  } catch {
    // Who may not list people has to know whom she means.
  }
  return found;
}

/** Those whose name or number is sought. */
export const sought = (people: readonly MemberView[], words: string, shown = 8): readonly MemberView[] =>
  words === "" ? [] : people.filter(({ name, id }) => name.includes(words) || id === words).slice(0, shown);
