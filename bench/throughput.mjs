// Bookings a second over HTTP on PostgreSQL, with everything that an act writes and row level security on, against raw
// prepared single-row INSERTs by the same driver. Interleaved rounds; medians.
import pg from "pg";
import { createCaller } from "./set-up/caller.mjs";
import { startHub } from "./set-up/hub.mjs";
import { startPostgres } from "./set-up/postgres.mjs";
import { median, quantile, rounded } from "./set-up/statistics.mjs";
import {
  courtBooking,
  courtValue,
  localDate,
  make,
  memberRequests,
  resourceRequests,
  streetRequest,
} from "./set-up/streets.mjs";
import { uuid7 } from "./set-up/uuid7.mjs";

export const name = "throughput";

const clients = 16;
const rounds = 5;
const bookings = 3000;
const inserts = 20_000;
const streets = Array.from({ length: 20 }, (_, i) => `street-${i + 1}`);
const courts = Array.from({ length: 25 }, (_, i) => `court-${i + 1}`);
/** A limit lets a resident book three times in any seven days; on these days of hers she does. */
const eachBooks = 9;
const residents = Array.from(
  { length: Math.ceil(((rounds + 1) * bookings) / streets.length / eachBooks) },
  (_, i) => `resident-${i + 1}`,
);

/** Measures. `progress` is told what is going on. */
export async function run({ progress }) {
  const server = await startPostgres();
  const databaseUrl = await server.database();
  const hub = await startHub({ databaseUrl, connections: clients });
  const callers = Array.from({ length: clients }, () => createCaller(hub.url));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
  // The server may end before the last connection has.
  pool.on("error", () => undefined);
  try {
    await fill(hub, callers);
    const tokens = Object.fromEntries((await hub.tokens(residents)).map((token, i) => [residents[i], token]));
    const requests = requestsOf(tokens);
    await pool.query(
      "create table raw (id uuid primary key, street text not null, party text not null, data jsonb not null)",
    );
    await insertAll(pool);
    await bookAll(callers, requests.splice(0, bookings));
    await pool.query("vacuum analyze");
    progress(
      `${streets.length} streets, ${streets.length * courts.length} courts, ${streets.length * residents.length} residents`,
    );

    const found = [];
    for (let round = 0; round < rounds; round++) {
      const turn = {};
      const turns = [
        async () => (turn.raw = await insertAll(pool)),
        async () => Object.assign(turn, await bookAll(callers, requests.splice(0, bookings))),
      ];
      for (const one of round % 2 ? turns.reverse() : turns) await one();
      found.push({ ...turn, ratio: turn.booked / turn.raw });
      progress(
        `round ${round + 1} of ${rounds}: ${Math.round(turn.booked)} bookings/s (half within ${turn.half.toFixed(1)} ms, 99 of 100 within ${turn.most.toFixed(1)} ms), ${Math.round(turn.raw)} inserts/s`,
      );
    }
    const errors = await hub.errors();
    if (errors.length > 0) throw new Error(errors[0]);
    return [
      {
        name: "bookings over HTTP on PostgreSQL, 16 clients, 20 streets",
        value: Math.round(median(found.map(({ booked }) => booked))),
        unit: "bookings/s",
        against: `a raw prepared single-row INSERT, 16 clients (${Math.round(median(found.map(({ raw }) => raw)))}/s)`,
        ratio: rounded(median(found.map(({ ratio }) => ratio)), 3),
        reach: "≥ 0.06",
      },
    ];
  } finally {
    callers.forEach((caller) => caller.close());
    await pool.end();
    await hub.stop();
    await server.stop();
  }
}

async function fill(hub, callers) {
  const [operator] = await hub.tokens(["operator"], { operator: true });
  await make(callers, operator, streets.map(streetRequest));
  const values = Object.fromEntries(courts.map((court) => [court, courtValue]));
  await make(
    callers,
    operator,
    streets.flatMap((street) => [...memberRequests(street, residents), ...resourceRequests(street, "court", values)]),
  );
}

/** Every resident of every street books three times on each of three days that are more than a week apart. */
function requestsOf(tokens) {
  const used = new Map();
  return residents.flatMap((resident, r) =>
    Array.from({ length: eachBooks }, (_, i) => i).flatMap((i) =>
      streets.map((street) => {
        const day = 1 + (r % 11) + 8 * Math.floor(i / 3);
        const place = used.get(`${street} ${day}`) ?? 0;
        used.set(`${street} ${day}`, place + 1);
        const body = courtBooking(courts[place % courts.length], localDate(day), 6 + Math.floor(place / courts.length));
        return { path: `/v1/streets/${street}/records`, token: tokens[resident], body: JSON.stringify(body) };
      }),
    ),
  );
}

/** Books all of these; gives bookings a second, and how long they took, in milliseconds. */
async function bookAll(callers, requests) {
  const times = [];
  const started = performance.now();
  let next = 0;
  await Promise.all(
    callers.map(async (caller) => {
      while (next < requests.length) {
        const { path, token, body } = requests[next++];
        const from = performance.now();
        const { status, text } = await caller.send("POST", path, { token, body, key: uuid7() });
        if (status !== 201) throw new Error(`A booking was not taken: ${status} ${text}`);
        times.push(performance.now() - from);
      }
    }),
  );
  return {
    booked: (requests.length / (performance.now() - started)) * 1000,
    half: median(times),
    most: quantile(times, 0.99),
  };
}

/** Inserts rows one by one, on as many connections as there are clients; gives inserts a second. */
async function insertAll(pool) {
  const data = JSON.stringify(courtBooking(courts[0], localDate(1), 10).record);
  const started = performance.now();
  let left = inserts;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0)
        await pool.query({
          name: "raw",
          text: "insert into raw (id, street, party, data) values ($1, $2, $3, $4)",
          values: [uuid7(), "street-1", "resident-1", data],
        });
    }),
  );
  return (inserts / (performance.now() - started)) * 1000;
}
