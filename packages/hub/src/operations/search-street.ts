import { locales, visible, type Locale, type SearchHit } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Caller, type Engine, type Scenario } from "../engine.js";
import { gather, readerIn } from "../protocol/gather.js";
import { answers, termsAsked, termsNeeded } from "../protocol/search-terms.js";
import { noticeText, textsIn, thingText } from "../protocol/searched-text.js";
import { sightOf } from "../protocol/sight.js";
import { nowIn, scenariosIn, streetToRead, wordIn } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { actsFor, readPeople } from "../store/members.js";
import { listWhole } from "../store/records.js";
import type { PersonRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { findTerms, publishedThings, wholesOf } from "../store/terms.js";

/** What is looked for, and in which language titles are given. */
export interface SearchInput {
  readonly street: string;
  readonly q?: string;
  readonly limit?: number;
  readonly locale: Locale;
}

/** How many of what is found are looked at, and how many of her own records. */
const candidates = 200;
const ownRecords = 200;

interface Asked {
  readonly engine: Engine;
  readonly street: Street;
  readonly caller: Caller;
  readonly locale: Locale;
  readonly question: string;
  readonly terms: readonly string[];
}

type Scored = SearchHit & { readonly score: number };

/**
 * Finds what somebody may see by words and parts of words, in Chinese, Korean and English: scenarios, places and things,
 * notices, and her own records; the best answers first.
 * @throws not-found, invalid (nothing is asked)
 */
export async function searchStreet(
  engine: Engine,
  caller: Caller,
  input: SearchInput,
): Promise<{ readonly items: readonly SearchHit[] }> {
  const street = await streetToRead(engine, input.street);
  const question = input.q ?? "";
  const terms = termsAsked(question);
  if (terms.length === 0) throw new ProblemError("invalid", { faults: [{ at: "/q", keyword: "required" }] });
  const asked: Asked = { engine, street, caller, locale: input.locale, question, terms };
  const found = await inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const hits = await findTerms(query, street.id, { terms, needed: termsNeeded(terms), limit: candidates });
    const idsOf = (kind: string) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
    return [
      ...(await thingsAmong(query, asked, person, idsOf("resource"))),
      ...(await noticesAmong(query, asked, idsOf("notice"))),
      ...(await ownAmong(query, asked, person)),
    ];
  });
  const order = ["scenario", "resource", "notice", "record"];
  const all = [...scenariosAmong(asked), ...found].sort(
    (a, b) => b.score - a.score || order.indexOf(a.type) - order.indexOf(b.type) || (a.id < b.id ? -1 : 1),
  );
  return { items: all.slice(0, input.limit ?? 20).map(({ score: _score, ...hit }) => hit) };
}

function scenariosAmong(asked: Asked): readonly Scored[] {
  const { engine, street } = asked;
  return scenariosIn(engine, street).flatMap((scenario) => {
    const { contract } = scenario;
    const said = locales.flatMap((one) => titlesOf({ ...asked, locale: one }, scenario));
    const score = answers(said.join(" "), asked);
    if (score === 0) return [];
    const [title = contract.id, text] = titlesOf(asked, scenario);
    return [{ type: "scenario", id: contract.id, title, ...(text === undefined ? {} : { text }), score: score + 0.5 }];
  });
}

/** A scenario's title and summary in one language, as the street words them. */
function titlesOf({ engine, street, locale }: Asked, scenario: Scenario): readonly string[] {
  return ["title", "summary"].flatMap((path) => wordIn(engine, street, scenario, { path, locale }) ?? []);
}

async function thingsAmong(
  query: Query,
  asked: Asked,
  person: PersonRow | undefined,
  ids: readonly string[],
): Promise<readonly Scored[]> {
  if (ids.length === 0) return [];
  const { engine, street, caller } = asked;
  const { shown } = sightOf({ engine, street }, caller, person);
  return (await publishedThings(query, street.id, ids)).flatMap((row) => {
    const [name = row.id, ...rest] = thingText(engine, shown(row));
    const score = answers([name, ...rest].join(" "), asked);
    if (score === 0) return [];
    const text = rest.find((one) => answers(one, asked) > 0);
    const bonus = answers(name, asked) > 0 ? 0.5 : 0;
    return [
      {
        type: "resource",
        id: row.id,
        kind: row.kind,
        title: name,
        ...(text === undefined ? {} : { text }),
        ...leadsTo(asked, person, row.kind),
        score: score + bonus,
      },
    ];
  });
}

/** The first scenario of this street that this person may open and that uses such things. */
function leadsTo({ engine, street }: Asked, person: PersonRow | undefined, kind: string): Pick<SearchHit, "scenario"> {
  const roles = new Set(person?.roles.map(({ role }) => role));
  const found = [...engine.scenarios.values()].find(
    ({ contract }) =>
      street.profile?.select?.includes(contract.id) !== false &&
      contract.uses?.some((use) => use.kind === kind) === true &&
      contract.people.open.some((role) => roles.has(role)),
  );
  return found === undefined ? {} : { scenario: found.contract.id };
}

async function noticesAmong(query: Query, asked: Asked, ids: readonly string[]): Promise<readonly Scored[]> {
  if (ids.length === 0) return [];
  return recordsAmong(query, asked, await wholesOf(query, asked.street.id, ids), "notice");
}

/** Her own, and those of whom she may act for: newest first, and not all of them where there are very many. */
async function ownAmong(query: Query, asked: Asked, person: PersonRow | undefined): Promise<readonly Scored[]> {
  const { street, caller } = asked;
  const represented = (await actsFor(query, street.id, caller.id)).map(({ id }) => id);
  const household = person?.household ?? undefined;
  const parties = [caller.id, ...(household === undefined ? [] : [household]), ...represented];
  const own = await listWhole(query, street.id, { parties, limit: ownRecords });
  return recordsAmong(query, asked, own, "record");
}

async function recordsAmong(
  query: Query,
  asked: Asked,
  wholes: readonly WholeRecord[],
  type: "notice" | "record",
): Promise<readonly Scored[]> {
  const { engine, street, caller } = asked;
  const gathered = await gather(query, { engine, street, now: nowIn(engine, street), caller }, wholes);
  return wholes.flatMap((whole) => {
    const { row } = whole;
    const known = readerIn(gathered, whole);
    const scenario = engine.scenarios.get(row.scenario);
    if (known === undefined || scenario === undefined || !known.reader.mayFind) return [];
    const { machine, reader } = known;
    const isNotice = machine.pattern.pattern === "notice";
    if (isNotice !== (type === "notice")) return [];
    const mine = visible(machine, row.data, reader.onlooker);
    const texts = isNotice ? noticeText(machine, row) : textsIn(mine);
    const [title = row.scenario] = titlesOf(asked, scenario);
    const score = answers([...texts, ...(isNotice ? [] : titlesOf(asked, scenario))].join(" "), asked);
    if (score === 0) return [];
    const text = texts.find((one) => answers(one, asked) > 0);
    const named = row.data["title"];
    return [
      {
        type,
        id: row.id,
        title: isNotice && typeof named === "string" ? named : title,
        ...(text === undefined ? {} : { text: text.slice(0, 200) }),
        scenario: row.scenario,
        state: row.state,
        score,
      },
    ];
  });
}
