import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backup, restore } from "../src/backup.js";
import type { Database } from "../src/database.js";
import { verifyChain } from "../src/operations/verify-chain.js";
import { freshPglite } from "./set-up/pglite.js";
import { freshPostgres } from "./set-up/postgres.js";
import { court, engineOn, newStreet, streetOn } from "./set-up/street.js";

let from: Database;
let to: Database;
let street = "";
beforeAll(async () => {
  [from, to] = [await freshPglite(), await freshPostgres()];
  const made = await newStreet(await engineOn(from));
  street = made.id;
  for (const id of ["qianweiguo", "jinxiaoyan"]) await made.member(id, { facts: { birthDate: "1988-03-02" } });
  await made.things("court/c-3");
  const booking = await made.open("qianweiguo", "sports.venues.court", court("02T19:00", "02T20:00"));
  await made.open("jinxiaoyan", "sports.venues.court", court("02T20:00", "02T21:00"));
  await made.act("qianweiguo", booking, "cancel", { input: { reason: "weather" } });
});
afterAll(async () => {
  await from?.close();
  await to?.close();
});

async function linesOf(database: Database): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const chunk of backup(database)) lines.push(...chunk.split("\n").filter((line) => line !== ""));
  return lines;
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

describe("a backup", () => {
  it("of PGlite, brought back on PostgreSQL, is the same again, and goes on", async () => {
    const lines = await linesOf(from);
    expect(await restore(to, given(lines))).toBe(lines.length - 2);
    expect([...(await linesOf(to))].sort()).toEqual([...lines].sort());
    const engine = await engineOn(to);
    const report = await verifyChain(engine, { street });
    expect(report).toMatchObject({ broken: [], head: (await verifyChain(await engineOn(from), { street })).head });
    const there = streetOn(engine, street);
    const opened = await there.open("qianweiguo", "sports.venues.court", court("02T19:00", "02T20:00"));
    expect(opened.state).toBe("confirmed");
    await expect(there.open("jinxiaoyan", "sports.venues.court", court("02T20:00", "02T21:00"))).rejects.toThrow(
      "period-taken",
    );
  });

  it("is brought back wholly or not at all", async () => {
    const lines = await linesOf(from);
    const empty = await freshPglite();
    await expect(restore(empty, given(lines.slice(0, -1)))).rejects.toThrow("not whole");
    await expect(restore(empty, given([...lines.slice(0, 20), ...lines.slice(25)]))).rejects.toThrow();
    await expect(restore(empty, given(["{}"]))).rejects.toThrow("no backup");
    await expect(
      restore(empty, given([lines[0]!.replace("0001-tables", "0000-older"), ...lines.slice(1)])),
    ).rejects.toThrow("other tables");
    expect(await empty.query("select * from hub.tenant")).toEqual([]);
    expect(await restore(empty, given(lines))).toBe(lines.length - 2);
    await expect(restore(empty, given(lines))).rejects.toThrow("not empty");
    await empty.close();
  });

  it("ends where whoever reads it stops, and holds nothing up", async () => {
    const reading = backup(from);
    await reading.next();
    await reading.return(undefined);
    expect(await linesOf(from)).not.toEqual([]);
  });
});
