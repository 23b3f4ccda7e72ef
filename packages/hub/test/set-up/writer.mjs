// A hub process that books one hour after the other and says each answer, until it is killed.
import { bundle } from "@linli/contracts/bundle";
import { createEngine } from "../../dist/hub.js";
import { openRecord } from "../../dist/operations/open-record.js";
import { postgres } from "../../dist/postgres.js";

const [url, street, lanes] = process.argv.slice(2);
const database = await postgres({ url, connections: Number(lanes) });
const engine = await createEngine({
  database,
  bundle,
  issuers: [],
  secrets: { seal: "a secret of thirty-two characters" },
});
const courts = ["c-3", "f-1"];
const hours = Array.from({ length: 10 }, (_, hour) => hour + 7);
const wishes = Array.from({ length: 6 }, (_, day) => day + 2).flatMap((day) =>
  hours.flatMap((hour) => courts.map((court) => ({ day, hour, court }))),
);
const two = (n) => String(n).padStart(2, "0");
let next = 0;
await Promise.all(
  Array.from({ length: Number(lanes) }, async () => {
    for (let i = next++; i < wishes.length; i = next++) {
      const { day, hour, court } = wishes[i];
      const period = {
        start: `2026-12-${two(day)}T${two(hour)}:00:00+08:00`,
        end: `2026-12-${two(day)}T${two(hour + 1)}:00:00+08:00`,
      };
      const record = { court, period, players: 5, purpose: "leisure", contact: "13857112345" };
      const request = { scenario: "sports.venues.court", record };
      const { body } = await openRecord(engine, { id: `neighbour-${i}` }, { street, request, key: `wish-${i}` });
      process.stdout.write(`${i} ${body.id}\n`);
    }
  }),
);
await database.close();
