import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { erasedInput, erasedRow, type Depth } from "../protocol/erased.js";
import { sealedInput, sealedRow } from "../protocol/seal-changes.js";
import { noteErased } from "../protocol/note-erased.js";
import { forgetPayloads, writeErased, writeErasedChild, type ErasableRow } from "../store/erasing.js";
import { childRowsOf } from "../store/exports.js";
import type { Street } from "../store/streets.js";

/** Erases records and what was said to them, in the transaction that has locked them. */
export async function eraseRecords(
  query: Query,
  look: { readonly engine: Engine; readonly street: Street; readonly now: string },
  rows: readonly ErasableRow[],
  asked: { readonly depth: Depth; readonly why: string; readonly rename?: (id: string) => string },
): Promise<void> {
  if (rows.length === 0) return;
  const { engine, street } = look;
  const { depth, rename = (id: string) => id } = asked;
  for (const row of rows) {
    const left = erasedRow(engine, street, row, depth);
    const renamed = { ...left, subject: rename(left.subject), opener: rename(left.opener) };
    await writeErased(query, street.id, { ...renamed, ...(await sealedRow(engine, street, renamed)) });
    for (const child of await childRowsOf(query, street.id, row.id)) {
      const input = erasedInput(engine, street, row.scenario, child, depth);
      const sealed = await sealedInput(engine, street, row.scenario, { action: child.action, input });
      await writeErasedChild(query, street.id, {
        id: child.id,
        author: child.author === null ? null : rename(child.author),
        input: sealed,
      });
    }
  }
  const ids = rows.map(({ id }) => id);
  await forgetPayloads(query, street.id, ids);
  await noteErased(engine, query, { street: street.id, now: look.now, records: ids.length, why: asked.why });
}
