import type { Page, ResourceView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { isOpenAt, openingOf } from "../protocol/opening-hours.js";
import { mayManage } from "../protocol/may-manage.js";
import { sightOf } from "../protocol/sight.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { resourceView } from "../protocol/view.js";
import { inStreet } from "../store/in-street.js";
import { load } from "../store/load.js";
import { readPeople } from "../store/members.js";
import { listResourceRows } from "../store/resources.js";
import type { ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** Which resources are listed. */
export interface ResourceQuery {
  readonly street: string;
  readonly kind?: string;
  /** Nearest first. */
  readonly near?: { readonly lat: number; readonly lon: number };
  /** Only what is open now. */
  readonly open?: boolean;
  readonly parent?: string;
  /** Those that the caller looks after, drafts and closed ones too. */
  readonly kept?: boolean;
  readonly after?: string;
  readonly limit?: number;
}

/** How many are looked at, at most, where the nearest are asked for. */
const nearestOf = 1000;

/**
 * Lists published resources, without what this reader may not see: of a kind, nearest first, open now, parts of another; or
 * those that she looks after.
 * @throws not-found
 */
export async function listResources(engine: Engine, caller: Caller, input: ResourceQuery): Promise<Page<ResourceView>> {
  const street = await streetToRead(engine, input.street);
  const look = { engine, street, now: nowIn(engine, street), caller };
  const fits = (row: ResourceRow) =>
    (input.parent === undefined || row.parent === input.parent) &&
    (input.open !== true || isOpenAt(openingOf(engine.kinds.get(row.kind), row), look.now, street.zone));
  const limit = input.limit ?? 50;
  return input.near === undefined || input.kept === true
    ? listById(look, input, limit, fits)
    : listByDistance(look, { ...input, near: input.near }, limit, fits);
}

interface Look {
  readonly engine: Engine;
  readonly street: Street;
  readonly now: string;
  readonly caller: Caller;
}

async function listById(
  look: Look,
  input: ResourceQuery,
  limit: number,
  fits: (row: ResourceRow) => boolean,
): Promise<Page<ResourceView>> {
  const { engine, street, caller } = look;
  return inStreet(engine.database, street.id, async (query) => {
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const { shown } = sightOf(look, caller, person);
    const isHers = (row: ResourceRow) =>
      input.kept !== true || (row.life !== "retired" && (caller.operator === true || mayManage(person, street, row)));
    const found: ResourceRow[] = [];
    for (let after = input.after; ;) {
      const rows = await listResourceRows(query, street.id, {
        kind: input.kind,
        parent: input.parent,
        all: input.kept === true,
        after,
        limit: limit + 1,
      });
      found.push(...rows.filter((row) => fits(row) && isHers(row)));
      after = rows.at(-1)?.id;
      if (found.length > limit || rows.length <= limit) break;
    }
    const items = found.slice(0, limit);
    const last = items.at(-1)?.id;
    return {
      items: items.map((row) => resourceView(look, shown(row))),
      ...(found.length > limit && last !== undefined ? { next: last } : {}),
    };
  });
}

async function listByDistance(
  look: Look,
  input: ResourceQuery & { readonly near: { readonly lat: number; readonly lon: number } },
  limit: number,
  fits: (row: ResourceRow) => boolean,
): Promise<Page<ResourceView>> {
  const { engine, street, caller } = look;
  const kinds = input.kind === undefined ? [...engine.kinds.keys()] : [input.kind];
  const loaded = await load(engine.database, street.id, {
    people: [caller.id],
    nearest: { kinds, ...input.near, count: nearestOf },
  });
  if (loaded === undefined || "replay" in loaded) throw new ProblemError("not-found");
  const from = /^\d{1,6}$/.test(input.after ?? "") ? Number(input.after) : 0;
  const found = (loaded.nearest ?? []).filter(fits).toSorted((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
  const items = found.slice(from, from + limit);
  const { shown } = sightOf(look, caller, loaded.people?.[caller.id]);
  return {
    items: items.map((row) => resourceView(look, shown(row), row.metres)),
    ...(found.length > from + limit ? { next: String(from + limit) } : {}),
  };
}
