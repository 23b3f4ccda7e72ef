// Fills a new street through the hub's own HTTP routes, as whoever sets up a street would. Run again, it changes nothing
// that people have done since: everything is put under the same ids.
import { communities, people } from "./people.mjs";

export const street = { id: "ningwei", name: "宁围街道", zone: "Asia/Shanghai", phone: "0571-82600110" };

/**
 * Makes the street, its people and what its communities have (the examples of every resource kind, spread over the
 * communities). `progress` is told one line per thing.
 */
export async function seed({ fetch, baseUrl, operatorToken, bundle, progress }) {
  const send = async (method, path, body, key) => {
    const response = await fetch(
      new Request(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${operatorToken}`,
          "content-type": "application/json",
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        body: JSON.stringify(body),
      }),
    );
    if (response.ok || response.status === 409) return;
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const root = `/v1/streets/${street.id}`;
  progress(`${street.name}`);
  await send("POST", "/v1/streets", { ...street, communities: communities.map(({ id, name, kind }) => ({ id, name, kind })) }, "seed-street");

  for (const person of people) {
    const guardians = people.filter((one) => one.guards?.includes(person.id)).map((one) => one.id);
    await send("PUT", `${root}/members/${person.id}`, {
      name: person.name,
      roles: person.roles.map((role) => ({ role })),
      ...(person.community === undefined ? {} : { community: person.community }),
      ...(person.household === undefined ? {} : { household: person.household }),
      facts: person.facts,
      ...(guardians.length === 0 ? {} : { guardians }),
      ...(person.mandates === undefined ? {} : { mandates: person.mandates.map((holder) => ({ holder })) }),
      ...(person.place === undefined ? {} : { place: person.place }),
    });
  }
  progress(`${people.length} people`);

  // A parent comes before what lies in it: canteens before dishes.
  const kinds = bundle.kinds.map((one) => one.kind.schema === undefined ? one : one.kind);
  const ordered = [...kinds].sort((a, b) => Number(a.parent !== undefined) - Number(b.parent !== undefined));
  for (const kind of ordered) {
    for (const [i, example] of kind.examples.entries()) {
      const community = communities[i % communities.length];
      await send(
        "POST",
        `${root}/resources`,
        {
          id: example.id,
          kind: kind.kind,
          name: example.name,
          community: community.id,
          ...(example.parent === undefined ? {} : { parent: example.parent }),
          place: example.place ?? { lat: community.lat, lon: community.lon },
          value: example.value,
        },
        `seed-${kind.kind}-${example.id}`,
      );
    }
    progress(`${kind.examples.length} × ${kind.labels["zh-CN"].title}`);
  }
}
