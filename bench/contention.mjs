// What must come out exactly, however many ask at once: one court hour, ten places, a resident's limit; and that a follower
// sees every event in order while others write. Two hubs on one PostgreSQL; counts, not speed.
import pg from "pg";
import { createCaller } from "./set-up/caller.mjs";
import { follow } from "./set-up/follow.mjs";
import { startHub } from "./set-up/hub.mjs";
import { startPostgres } from "./set-up/postgres.mjs";
import {
  courtBooking,
  courtValue,
  localDate,
  localTime,
  make,
  memberRequests,
  resourceRequests,
  streetRequest,
} from "./set-up/streets.mjs";

export const name = "contention";

const street = "ningwei";
const crowd = 200;
const writers = 16;
const places = 10;
const rounds = 3;
const day = localDate(3);
const residents = Array.from({ length: crowd }, (_, i) => `resident-${i + 1}`);
/** Those who want too much: one for each round. */
const regulars = Array.from({ length: rounds }, (_, i) => `regular-${i + 1}`);
/** Those who write while somebody follows, each booking three times on days that are more than a week apart. */
const bookers = Array.from({ length: 72 }, (_, i) => `booker-${i + 1}`);
const keeper = "keeper";

/** Measures. `progress` is told what is going on. */
export async function run({ progress }) {
  const server = await startPostgres();
  const databaseUrl = await server.database();
  const hubs = [await startHub({ databaseUrl, connections: 64 }), await startHub({ databaseUrl, connections: 64 })];
  // Every other client speaks to the other hub.
  const callers = Array.from({ length: crowd }, (_, i) => createCaller(hubs[i % 2].url));
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const tokens = await fill(hubs, callers);
    const race = racing({ callers, tokens, owner, progress });
    const rows = [
      await race({
        what: `${crowd} clients on one court hour`,
        right: 1,
        refusal: "period-taken",
        wish: (i, round) => [residents[i], courtBooking("court-1", day, 10 + round)],
      }),
      await race({
        what: `${crowd} clients on a session with ${places} places`,
        right: places,
        refusal: "full",
        wish: (i, round) => [residents[i], festivalEntry(`games-${round}`)],
      }),
      await race({
        what: "20 bookings of one resident at once, of whom 3 in seven days are taken",
        right: 3,
        refusal: "limit-reached",
        many: 20,
        wish: (i, round) => [
          regulars[round],
          courtBooking(`court-${2 + (i % 5)}`, localDate(4 + (i % 3)), 8 + 4 * round + Math.floor(i / 5)),
        ],
      }),
      await followed({ hubs, callers, tokens, owner, progress }),
    ];
    const deadlocks = await countDeadlocks(owner);
    const errors = (await Promise.all(hubs.map((hub) => hub.errors()))).flat();
    if (errors.length > 0) progress(errors[0]);
    return [
      ...rows,
      count("deadlocks in all of it", deadlocks, 0, "deadlocks"),
      count("answers of 500 and above in all of it", race.failures(), 0, "answers"),
    ];
  } finally {
    callers.forEach((caller) => caller.close());
    await owner.end();
    for (const hub of hubs) await hub.stop();
    await server.stop();
  }
}

/** Makes the street; gives tokens: of a person, at a hub. Each hub has an issuer of its own. */
async function fill(hubs, callers) {
  const [operator] = await hubs[0].tokens(["operator"], { operator: true });
  const some = callers.filter((_, i) => i % 2 === 0).slice(0, 8);
  await make(some, operator, [streetRequest(street)]);
  const courts = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`court-${i + 1}`, courtValue]));
  const session = { programme: "games", period: { start: localTime(day, 14), end: localTime(day, 17) }, places };
  const sessions = Object.fromEntries(Array.from({ length: rounds }, (_, round) => [`games-${round}`, session]));
  const people = [...residents, ...regulars, ...bookers];
  await make(some, operator, [
    ...memberRequests(street, people),
    ...memberRequests(street, [keeper], "venue-keeper"),
    ...resourceRequests(street, "court", courts),
    ...resourceRequests(street, "session", sessions),
  ]);
  const all = [...people, keeper];
  const signed = await Promise.all(hubs.map((hub) => hub.tokens(all)));
  return (person, hub) => signed[hub][all.indexOf(person)];
}

function festivalEntry(session) {
  return {
    scenario: "neighbourhood.events.neighbour-festival",
    record: { session, people: 1, portraits: false, contact: "13757190806" },
  };
}

/** Makes a race: all ask at once, so many must be let in, and all others must be told why not. Gives the worst round. */
function racing({ callers, tokens, owner, progress }) {
  let failures = 0;
  const race = async ({ what, right, refusal, wish, many = crowd }) => {
    let worst = right;
    for (let round = 0; round < rounds; round++) {
      // Nobody is late because she has yet to connect.
      await Promise.all(callers.slice(0, many).map((caller) => caller.send("GET", "/health")));
      const before = await countRecords(owner);
      const started = performance.now();
      const answers = await Promise.all(
        callers.slice(0, many).map((caller, i) => {
          const [person, body] = wish(i, round);
          return open(caller, tokens(person, i % 2), body);
        }),
      );
      const took = Math.round(performance.now() - started);
      const tally = {};
      let broken = 0;
      for (const { status, text } of answers) {
        const outcome = status === 201 ? "taken" : (/"code":"([a-z-]+)"/.exec(text)?.[1] ?? String(status));
        tally[outcome] = (tally[outcome] ?? 0) + 1;
        if (status >= 500) broken++;
      }
      failures += broken;
      progress(`${what}: ${JSON.stringify(tally)} in ${took} ms`);
      const { taken = 0, [refusal]: refused = 0 } = tally;
      const written = (await countRecords(owner)) - before;
      if (written !== taken)
        throw new Error(`${what}: ${taken} were told that it is theirs, ${written} records are there.`);
      if (taken + refused + broken !== many)
        throw new Error(`${what}: some were refused for another reason than ${refusal}.`);
      if (written !== right) worst = written;
    }
    return count(what, worst, right, "taken");
  };
  race.failures = () => failures;
  return race;
}

function open(caller, token, body) {
  return caller.send("POST", `/v1/streets/${street}/records`, { token, body, key: crypto.randomUUID() });
}

/** Sixteen write through both hubs while the keeper of the courts follows at one: she sees each event once, in order. */
async function followed({ hubs, callers, tokens, owner, progress }) {
  const { seq: first } = await lastEvent(owner);
  const follower = await follow(`${hubs[0].url}/v1/streets/${street}/events`, {
    token: tokens(keeper, 0),
    after: first,
  });
  let next = 0;
  const bookings = bookers.flatMap((booker, b) =>
    Array.from({ length: 9 }, (_, i) => {
      const at = 5 + (b % 3) + 8 * Math.floor(i / 3);
      const place = Math.floor(b / 3) * 3 + (i % 3);
      return { booker, body: courtBooking(`court-${7 + (place % 14)}`, localDate(at), 6 + Math.floor(place / 14)) };
    }),
  );
  const started = performance.now();
  await Promise.all(
    callers.slice(0, writers).map(async (caller, i) => {
      while (next < bookings.length) {
        const { booker, body } = bookings[next++];
        const { status, text } = await open(caller, tokens(booker, i % 2), body);
        if (status !== 201) throw new Error(`A booking was not taken: ${status} ${text}`);
      }
    }),
  );
  const wrote = performance.now() - started;
  const { rows } = await owner.query("select seq::int, id from hub.event where street = $1 and seq > $2 order by seq", [
    street,
    first,
  ]);
  await follower.until(rows.at(-1)?.seq ?? first, 20_000);
  follower.close();
  const seen = follower.events.map(({ seq, id }) => `${seq} ${id}`);
  const inOrder = rows.filter(({ seq, id }, i) => seen[i] === `${seq} ${id}`).length;
  progress(
    `${writers} writers, ${rows.length} events in ${Math.round(wrote)} ms; the follower saw ${seen.length}, ${inOrder} where they belong`,
  );
  return {
    ...count(`events that a follower saw in order while ${writers} wrote`, inOrder, rows.length, "events"),
    reach: "all, in order",
  };
}

function count(what, found, right, unit) {
  return {
    name: what,
    value: found,
    unit,
    against: `exactly ${right}`,
    ...(right === 0 ? {} : { ratio: Number((found / right).toFixed(3)) }),
    reach: `exactly ${right}`,
  };
}

async function countRecords(owner) {
  return Number((await owner.query("select count(*) from hub.record where street = $1", [street])).rows[0].count);
}

async function lastEvent(owner) {
  const { rows } = await owner.query("select seq::int from hub.head where street = $1", [street]);
  return rows[0];
}

async function countDeadlocks(owner) {
  return Number(
    (await owner.query("select deadlocks from pg_stat_database where datname = current_database()")).rows[0].deadlocks,
  );
}
