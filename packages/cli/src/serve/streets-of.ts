import type { Database } from "@linli/hub";

/** The ids of all streets of a data base. */
export async function streetsOf(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ readonly street: string }>("select street from hub.tenant order by 1");
  return rows.map(({ street }) => street);
}
