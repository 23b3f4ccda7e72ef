import { expect, it } from "vitest";
import { freshPglite } from "./set-up/pglite.js";
it("migrates", async () => {
  const db = await freshPglite();
  const rows = await db.query<{ u: string }>("select current_user as u");
  expect(rows[0]?.u).toBe("hub_app");
  await db.close();
});
