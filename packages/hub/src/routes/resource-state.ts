import type { JsonObject } from "@linli/contracts";
import type { Engine } from "../engine.js";
import { listCommands } from "../operations/list-commands.js";
import { listReadings } from "../operations/list-readings.js";
import { putSchedule } from "../operations/put-schedule.js";
import { readResourceAvailability } from "../operations/read-resource-availability.js";
import { readSchedule } from "../operations/read-schedule.js";
import { takeCommand } from "../operations/take-command.js";
import { takeReadings } from "../operations/take-readings.js";
import type { ReadingInput } from "../operations/take-readings.js";
import type { App } from "./env.js";
import { given } from "./given.js";
import { idempotencyKey } from "./idempotency-key.js";
import { pageLink } from "./page-link.js";
import { largestBatch, readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { entityTag, ifMatch } from "./revision.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isHours = validateShape(bodies.hours);
const isNothing = validateShape(bodies.nothing);
const isReading = validateShape(bodies.reading);
const areReadings = validateShape(bodies.readings);

/** How resources stand: when they can be had, when they get commands by themselves, what they have measured. */
export function resourceStateRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/resources/:id/availability", async (c) => {
    const query = readQuery(c.req.url, queries.availability);
    return c.json(await readResourceAvailability(engine, c.get("caller"), { ...c.req.param(), ...query }));
  });

  app.get("/v1/streets/:street/resources/:id/schedule", async (c) => {
    const { schedule, revision } = await readSchedule(engine, c.get("caller"), c.req.param());
    return c.json(schedule, 200, { ETag: entityTag(revision) });
  });

  app.put("/v1/streets/:street/resources/:id/schedule", async (c) => {
    const hours = await readJson<JsonObject>(c.req.raw, isHours);
    const input = { ...c.req.param(), hours, ...given({ ifMatch: ifMatch(c.req.raw) }) };
    const { schedule, revision } = await putSchedule(engine, c.get("caller"), input);
    return c.json(schedule, 200, { ETag: entityTag(revision) });
  });

  app.get("/v1/streets/:street/resources/:id/commands", async (c) =>
    c.json(await listCommands(engine, c.get("caller"), c.req.param())),
  );

  app.post("/v1/streets/:street/resources/:id/commands/:command/actions/take", async (c) => {
    const key = idempotencyKey(c.req.raw);
    await readJson(c.req.raw, isNothing);
    const answer = await takeCommand(engine, c.get("caller"), { ...c.req.param(), key });
    if (answer.replayed) c.header("Idempotent-Replayed", "true");
    return c.json(answer.body);
  });

  app.get("/v1/streets/:street/resources/:id/readings", async (c) => {
    const query = readQuery(c.req.url, queries.readings);
    const page = await listReadings(engine, c.get("caller"), { ...c.req.param(), ...query });
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.post("/v1/streets/:street/resources/:id/readings", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const body = await readJson<ReadingInput | { readonly readings: readonly ReadingInput[] }>(
      c.req.raw,
      (value) => (isBatch(value) ? areReadings(value) : isReading(value)),
      "",
      largestBatch,
    );
    const said = isBatch(body) ? { readings: body.readings } : { readings: [body], single: true as const };
    const answer = await takeReadings(engine, c.get("caller"), { ...c.req.param(), ...said, key });
    if (answer.replayed) c.header("Idempotent-Replayed", "true");
    return c.json(answer.body, answer.status);
  });
}

function isBatch(body: unknown): body is { readonly readings: readonly ReadingInput[] } {
  return typeof body === "object" && body !== null && "readings" in body;
}
