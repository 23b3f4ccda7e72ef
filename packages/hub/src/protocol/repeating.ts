import { movedDates, recurrenceOf, resolveSchema, timeIn, type Machine, type Recurrence } from "@linli/contracts";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Scenario } from "../engine.js";
import type { ClockRow, WholeRecord } from "../store/rows.js";
import { attempt } from "./attempt.js";
import { openAsHub } from "./open-as-hub.js";
import { linkSeries } from "./following.js";
import { addEvent, type Plan } from "./plan.js";

/** The clock that opens a record again by itself; no clock of a pattern or contract has a name like it. */
const againClock = "~again";

/** When a record that is opened now is to be opened again, from its contract's settings; `undefined`: never. */
export function firstAgain(plan: Plan, machine: Machine, record: string): ClockRow | undefined {
  const recurrence = recurrenceOf(machine.settings);
  if (recurrence === undefined) return undefined;
  const first = plan.now.slice(0, 10);
  return againAfter(plan, recurrence, { record, date: first, again: { first, time: plan.now.slice(11, 16) } });
}

/** What was given up is not opened again. */
export function stopAgain(plan: Plan, { row, clocks }: WholeRecord, machine: Machine): void {
  if (
    machine.pattern.states[row.state]?.givenUp !== undefined &&
    clocks?.some(({ name }) => name === againClock) === true
  )
    plan.changes.unname.push({ record: row.id, name: againClock });
}

function note(plan: Plan, { row }: WholeRecord, problem: string): void {
  const payload = {
    scenario: row.scenario,
    action: "repeat",
    to: row.state,
    flags: row.flags,
    by: "hub",
    as: ["hub"],
    problem,
    now: plan.now,
  };
  addEvent(plan, { type: "record.noted", record: row.id, payload });
}

/** Opens a record again, its dates as much later, for the same people; then it waits for the next time. */
export async function openAgain(plan: Plan, scenario: Scenario, machine: Machine, whole: WholeRecord, clock: ClockRow) {
  const { row } = whole;
  const recurrence = recurrenceOf(machine.settings);
  const again = clock.act?.again;
  if (recurrence === undefined || again === undefined) return note(plan, whole, "not-allowed-now");
  const time = timeIn(plan.street.zone);
  const dates = { from: time.date(row.opened), to: plan.now.slice(0, 10), zone: plan.street.zone };
  const schema = resolveSchema(machine.contract.record, plan.engine.bundle.common);
  const { subject, community, opener, assignees } = row;
  const tried = await attempt(plan, () =>
    openAsHub(plan, {
      scenario,
      subject,
      community,
      opener,
      assignees,
      input: movedDates(schema, row.data, dates),
    }),
  );
  const record = "value" in tried ? tried.value.record.row.id : row.id;
  if ("value" in tried && !tried.value.folded) linkSeries(plan, whole, tried.value.record);
  else if ("problem" in tried) note(plan, whole, tried.problem.code);
  // What was opened anew has set a clock for itself; it counts from the first of all.
  plan.changes.clocks = plan.changes.clocks.filter((one) => one.record !== record || one.name !== againClock);
  const next = againAfter(plan, recurrence, { record, date: dates.to, again });
  if (next !== undefined) plan.changes.clocks.push(next);
}

function againAfter(
  { street }: Plan,
  recurrence: Recurrence,
  asked: {
    readonly record: string;
    readonly date: string;
    readonly again: { readonly first: string; readonly time: string };
  },
): ClockRow | undefined {
  const { record, date, again } = asked;
  const next = dateAfter(recurrence, again.first, date);
  if (next === undefined) return undefined;
  const time = timeIn(street.zone);
  const due = time.atTime(time.shift(`${next}T12:00:00Z`, "PT0S", 1), again.time);
  return { record, name: againClock, rule: againClock, due, left: null, act: { again } };
}

/** The next date of a recurrence that began on one date, after another; looks a thousand occurrences ahead. */
function dateAfter({ rule, exceptions }: Recurrence, first: string, date: string): string | undefined {
  const left = new Set(exceptions ?? []);
  const dtstart = Temporal.PlainDate.from(first).toZonedDateTime("UTC");
  const endless = !/(?:^|;)(?:COUNT|UNTIL)=/.test(rule);
  let found: string | undefined;
  new RRuleTemporal({
    rruleString: `RRULE:${rule}`,
    dtstart,
    tzid: "UTC",
    ...(endless ? { count: 100_000 } : {}),
  }).all((moment) => {
    const day = String(moment).slice(0, 10);
    if (day > date && !left.has(day)) found = day;
    return found === undefined;
  });
  return found;
}
