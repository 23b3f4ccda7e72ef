import type { JsonObject, OpenRequest, RecordView, SeriesView } from "@linli/contracts";
import type { Answer, Engine } from "../engine.js";
import { actOnRecord } from "../operations/act-on-record.js";
import { listChildren } from "../operations/list-children.js";
import { listRecords } from "../operations/list-records.js";
import { openRecord } from "../operations/open-record.js";
import { openSeries } from "../operations/open-series.js";
import type { SeriesOutcome } from "../operations/open-series.js";
import { readRecord } from "../operations/read-record.js";
import type { App, Ask } from "./env.js";
import { given } from "./given.js";
import { idempotencyKey } from "./idempotency-key.js";
import { pageLink } from "./page-link.js";
import { problemDocument } from "./problem-document.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { entityTag, ifMatch } from "./revision.js";
import { validateShape } from "./shape.js";
import { aboutIn, speakOf } from "./speak-of.js";
import { bodies, queries } from "./shapes.js";

const isOpen = validateShape(bodies.open);
const isAct = validateShape(bodies.act);

/** Records: opened, read, listed, acted on. */
export function recordRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets/:street/records", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const request = await readJson<OpenRequest>(c.req.raw, isOpen, "record");
    c.set("about", await aboutIn(engine, c.req.param("street"), engine.scenarios.get(request.scenario)));
    const input = { street: c.req.param("street"), request, key };
    if (request.options?.["series"] !== undefined)
      return answerSeries(c, await openSeries(engine, c.get("caller"), input));
    const answer = await openRecord(engine, c.get("caller"), input);
    c.header("Location", `/v1/streets/${input.street}/records/${answer.body.id}`);
    return answerRecord(c, answer);
  });

  app.get("/v1/streets/:street/records", async (c) => {
    const { for: whose, ...query } = readQuery(c.req.url, queries.records);
    const input = { street: c.req.param("street"), ...query, ...(whose ? { handler: true } : {}) };
    const page = await listRecords(engine, c.get("caller"), input);
    return c.json(page, 200, pageLink(c.req.url, page));
  });

  app.get("/v1/streets/:street/records/:record", async (c) => {
    const query = readQuery(c.req.url, queries.record);
    const body = await readRecord(engine, c.get("caller"), { ...c.req.param(), ...query });
    return c.json(body, 200, { ETag: entityTag(body.revision) });
  });

  app.post("/v1/streets/:street/records/:record/actions/:action", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const body = await readJson<{
      readonly input?: JsonObject;
      readonly stage?: string;
      readonly consent?: readonly string[];
    }>(c.req.raw, isAct, "input");
    const input = { ...c.req.param(), ...body, key, ...given({ ifMatch: ifMatch(c.req.raw) }) };
    const act = actOnRecord(engine, c.get("caller"), input);
    const asked = { ...c.req.param(), action: () => input.action };
    return answerRecord(c, await act.catch((error: unknown) => speakOf(c, engine, asked, error)));
  });

  app.get("/v1/streets/:street/records/:record/children/:kind", async (c) => {
    const query = readQuery(c.req.url, queries.children);
    const page = await listChildren(engine, c.get("caller"), { ...c.req.param(), ...query });
    return c.json(page, 200, pageLink(c.req.url, page));
  });
}

function answerRecord(c: Ask, answer: Answer<RecordView>): Response {
  if (answer.replayed) c.header("Idempotent-Replayed", "true");
  return c.json(answer.body, answer.status, { ETag: entityTag(answer.body.revision) });
}

function answerSeries(c: Ask, answer: Answer<SeriesOutcome>): Response {
  if (answer.replayed) c.header("Idempotent-Replayed", "true");
  const context = { locale: c.get("locale"), ...c.get("about") };
  const series: SeriesView = {
    outcomes: answer.body.outcomes.map((outcome) =>
      "record" in outcome ? outcome : { start: outcome.start, problem: problemDocument(outcome.error, context) },
    ),
  };
  return c.json(series, 200);
}
