// Fills a new street through the hub's own HTTP routes, as whoever sets up a street would; then people do what people do.
// Run again, it changes nothing that people have done since: everything is put under the same ids and keys.

/**
 * Makes a street (see streets/), its people and what its communities have, and lets its people do a few things.
 * `tokenFor` gives the token of a person, `tick` runs what is due, `progress` is told one line per thing.
 */
export async function seed({ sample, fetch, baseUrl, operatorToken, tokenFor, bundle, tick, progress }) {
  const { street, communities, people, profile, liven } = sample;
  const root = `/v1/streets/${street.id}`;
  /** Sends one request; what is there already is no fault. */
  const send = async (token, method, path, body, key) => {
    const isFile = body instanceof Uint8Array;
    const response = await fetch(
      new Request(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": isFile ? "image/png" : "application/json",
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        body: isFile ? body : JSON.stringify(body),
      }),
    );
    if (response.ok) return response.json();
    if (response.status === 409) return undefined;
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const operate = (method, path, body, key) => send(operatorToken, method, path, body, key);

  progress(street.name);
  await operate(
    "POST",
    "/v1/streets",
    {
      ...street,
      communities: communities.map(({ id, name, kind }) => ({ id, name, kind })),
      ...(profile === undefined ? {} : { profile }),
    },
    `seed-${street.id}`,
  );
  for (const person of people) await operate("PUT", `${root}/members/${person.id}`, memberOf(person, people));
  progress(`${people.length} people`);
  for (const [kind, title, things] of thingsOf(bundle, sample)) {
    for (const thing of things)
      await operate("POST", `${root}/resources`, { kind, ...thing }, `seed-${kind}-${thing.id}`);
    progress(`${things.length} × ${title}`);
  }
  const tokens = new Map();
  const as = async (person, method, path, body, key) => {
    if (!tokens.has(person)) tokens.set(person, await tokenFor(person));
    return send(tokens.get(person), method, `${root}${path}`, body, key);
  };
  const done = await liven({ as, tick, now: Date.now() });
  progress(`${done} matters that people began`);
}

/** A person as the hub takes her. */
function memberOf({ id, name, roles, unit, community, household, facts, mandates, place }, people) {
  const guardians = people.filter((one) => one.guards?.includes(id)).map((one) => one.id);
  return {
    name,
    roles: roles.map((role) => (unit === undefined ? { role } : { role, unit })),
    ...(community === undefined ? {} : { community }),
    ...(household === undefined ? {} : { household }),
    facts,
    ...(guardians.length === 0 ? {} : { guardians }),
    ...(mandates === undefined ? {} : { mandates: mandates.map((holder) => ({ holder })) }),
    ...(place === undefined ? {} : { place }),
  };
}

/**
 * All things by kind: the street's own, else (`examples`) those of the kind's file. A parent comes before what lies in it.
 */
function thingsOf(bundle, { places: listed, placesOf, communities, examples }) {
  const kinds = bundle.kinds.map((one) => (one.schema === undefined ? one.kind : one));
  const places = listed ?? placesOf((kind) => kinds.find((one) => one.kind === kind).examples[0]);
  const parents = new Map(kinds.map(({ kind, parent }) => [kind, parent]));
  const depthOf = (kind) => (parents.get(kind) === undefined ? 0 : 1 + depthOf(parents.get(kind)));
  const ordered = [...kinds].sort((a, b) => depthOf(a.kind) - depthOf(b.kind));
  const own = (kind) =>
    places[kind.kind]?.map((thing) => ({
      ...thing,
      ...(thing.parent === undefined ? {} : placeOf(places[kind.parent], thing.parent)),
    }));
  const shown = examples ? ordered : ordered.filter(({ kind }) => kind in places);
  return shown.map((kind) => [
    kind.kind,
    kind.labels["zh-CN"].title,
    own(kind) ??
      kind.examples.map((example, i) => exampleIn(inStreet(example, places[kind.parent], i), i, communities)),
  ]);
}

/** What is part of another lies where that lies. */
function placeOf(parents, id) {
  const { community, place } = parents.find((one) => one.id === id);
  return { community, place };
}

/** What is part of a thing that this street has of its own is part of one that there is. */
function inStreet(example, theirs, i) {
  if (theirs === undefined || theirs.some(({ id }) => id === example.parent)) return example;
  return { ...example, parent: theirs[i % theirs.length].id };
}

function exampleIn({ id, name, parent, place, value }, i, communities) {
  const community = communities[i % communities.length];
  return {
    id,
    name,
    community: community.id,
    ...(parent === undefined ? {} : { parent }),
    place: place ?? { lat: community.lat, lon: community.lon },
    value,
  };
}
