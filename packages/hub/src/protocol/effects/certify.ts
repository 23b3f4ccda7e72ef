import type { Machine } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";
import { newCode } from "../verify-code.js";

/** What a contract says of the certificates of its records: of what is issued, or of a living file with an open view. */
export function certificateOf({
  settings,
}: Machine): { readonly number: string; readonly shows: readonly string[] } | undefined {
  const said = settings["certificate"] as { readonly number: string; readonly shows: readonly string[] } | undefined;
  const open = settings["openView"] as readonly string[] | undefined;
  return said ?? (open === undefined ? undefined : { number: "{street}-{year}-{count}", shows: open });
}

/** Gives a number and a code that anybody can verify; given again, the same one is valid longer. */
export async function certify(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const settings = certificateOf(machine);
  if (settings === undefined) return after;
  const until = after.row.valid_until;
  const scenario = machine.contract.id;
  const { code, number, issued } = after.certificate ?? {
    ...(await newNumber(plan, scenario, settings.number)),
    issued: plan.now,
  };
  plan.changes.certificates.push({ code, number, record: after.row.id, scenario, until });
  return { ...after, certificate: { code, number, record: after.row.id, scenario, issued, until } };
}

async function newNumber(
  plan: Plan,
  scenario: string,
  template: string,
): Promise<{ readonly code: string; readonly number: string }> {
  const year = plan.now.slice(0, 4);
  const key = `certificate|${scenario}|${year}`;
  const mine = plan.changes.count.find((one) => one.key === key);
  const before = mine?.value ?? (await loadInto(plan, { numbers: [key] })).numbers?.[key] ?? 0;
  if (mine === undefined) {
    plan.expects.counters.push(key);
    plan.expects.numbers.push({ key, value: before });
  } else plan.changes.count.splice(plan.changes.count.indexOf(mine), 1);
  plan.changes.count.push({ key, value: before + 1 });
  const values: { readonly [name: string]: string } = {
    street: plan.street.id,
    year,
    count: String(before + 1).padStart(5, "0"),
  };
  return {
    code: await newCode(plan.engine),
    number: template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  };
}
