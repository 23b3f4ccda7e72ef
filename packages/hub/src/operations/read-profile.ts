import { selects, type Profile, type ProfileView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import { freshStreet, nowIn } from "../protocol/street-at-hand.js";
import { refuseOthers } from "../protocol/street-office.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import type { Street } from "../store/streets.js";

/**
 * Exports a street's profile, with names, versions and digests of the contracts that it was made against; officials of the
 * street may.
 * @throws not-found, not-permitted
 */
export async function readProfile(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string },
): Promise<ProfileView> {
  const street = await freshStreet(engine, input.street);
  const people = await inStreet(engine.database, street.id, (query) => readPeople(query, street.id, [caller.id]));
  refuseOthers(caller, people[caller.id], street);
  return { profile: exported(engine, street), revision: street.revision };
}

function exported(engine: Engine, street: Street): Profile {
  const { $schema: _, made: _made, ...profile } = street.profile ?? {};
  const chosen = [...engine.scenarios.values()].filter(({ contract }) =>
    selects(street.profile, contract, engine.catalog),
  );
  return {
    $schema: "https://linli.dev/profile.schema.json",
    ...profile,
    made: {
      street: street.id,
      name: street.name,
      at: nowIn(engine, street),
      contracts: Object.fromEntries(
        chosen.map(({ contract: { id, version, labels }, digest }) => [
          id,
          { title: labels["zh-CN"]["title"] ?? id, version, digest },
        ]),
      ),
    },
  };
}
