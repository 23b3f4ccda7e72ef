import type { Contract, JsonObject, Pattern } from "@linli/contracts";
import type { Query } from "../database.js";
import { many } from "./in-street.js";

/** A contract as it was when a record was first opened under it, with all that it stands on. */
export interface KeptContract {
  readonly digest: string;
  readonly contract: Contract;
  readonly pattern: Pattern;
  /** Of the shared definitions those that it names. */
  readonly common: JsonObject;
}

/** Keeps a contract; one that is there stays as it is. */
export async function keepContract(query: Query, { digest, ...body }: KeptContract, now: string): Promise<void> {
  const { id, version } = body.contract;
  await query.query(
    "insert into hub.contract (digest, scenario, version, body, kept) values ($1, $2, $3, $4::jsonb, $5::timestamptz) on conflict do nothing",
    [digest, id, version, JSON.stringify(body), now],
  );
}

/** Reads contracts by their digests. */
export function readContracts(query: Query, digests: readonly string[]): Promise<readonly KeptContract[]> {
  return many<KeptContract>(
    query,
    "select c.body || jsonb_build_object('digest', c.digest) as r from hub.contract c where c.digest in (select jsonb_array_elements_text($1::jsonb))",
    [JSON.stringify(digests)],
  );
}

/** The digests of the versions of a scenario under one number, the last that was kept first. */
export function digestsOf(query: Query, scenario: string, version: string): Promise<readonly string[]> {
  return many<string>(
    query,
    "select to_jsonb(c.digest) as r from hub.contract c where c.scenario = $1 and c.version = $2 order by c.kept desc",
    [scenario, version],
  );
}
