import type { Act, CastMember, Decision, Example, Journey, JsonObject, Machine, Step } from "@linli/contracts";
import type { Say } from "./fault.js";
import { decided } from "./rehearsal/decided.js";
import { actorOf, relationTo, subjectFor, thingsNamed } from "./rehearsal/people.js";
import { newStreet } from "./rehearsal/street.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Somebody of whom an example says nothing. */
const somebody: JsonObject = {
  birthDate: "1980-06-15",
  sex: "female",
  residence: "resident",
  hukou: "330109",
  careLevel: "able",
  incomeGroup: "ordinary",
  livesAlone: false,
};

/** Problems that are raised by what a record uses; where they are shown follows from that. */
const OF_USES: ReadonlySet<string> = new Set(["unknown-resource", "outside-opening", "off-grid", "full"]);

/** Opens every example in a street where nobody has opened anything, and says which do not do what they say. */
export function checkExamples(machine: Machine, tree: TreeIndex, say: Say): void {
  const { examples } = machine.contract;
  const codes = new Set([
    ...machine.checks.filter((check) => check.on.includes("open")).map((check) => check.code),
    ...OF_USES,
  ]);
  const titles = new Set<string>();
  examples.valid.forEach((example, i) => {
    const at = `/examples/valid/${String(i)}`;
    if (titles.has(example.title ?? ""))
      say(`${at}/title`, "Another example has the same title.", "Journeys call it by its title: tell them apart.");
    titles.add(example.title ?? "");
    const decision = opened(machine, tree, example, at, say);
    if (decision === undefined || decision.ok) return;
    const faults = decision.faults ?? [];
    for (const fault of faults)
      say(`${at}/value${fault.at}`, `The example breaks the schema's ${fault.keyword}.`, "A valid example is valid.");
    if (faults.length === 0)
      say(
        `${at}/value${decision.at ?? ""}`,
        `The example is refused: "${decision.problem}".`,
        "A valid example is opened; `now`, `subject`, `opener` and `relation` say when and by whom.",
      );
  });
  examples.invalid.forEach((example, i) => {
    const at = `/examples/invalid/${String(i)}`;
    const decision = opened(machine, tree, example, at, say);
    if (decision === undefined) return;
    if (decision.ok) {
      say(`${at}/value`, "The example is not refused.", `It says: ${example.because}.`);
      return;
    }
    const faults = decision.faults ?? [];
    const found =
      faults.length > 0
        ? faults.map((fault) => `${fault.at} ${fault.keyword}`).join(", ")
        : `"${decision.problem}"${decision.at === undefined ? "" : ` at ${decision.at}`}`;
    if (example.keyword !== undefined) {
      if (!faults.some((fault) => fault.at === example.at && fault.keyword === example.keyword))
        say(at, `It is refused otherwise: ${found}.`, `It says ${String(example.at)} ${example.keyword}.`);
    } else if (example.check !== undefined) {
      if (!codes.has(example.check))
        say(
          `${at}/check`,
          `Nothing checks "${example.check}" when a record is opened.`,
          didYouMean(example.check, codes),
        );
      else if (
        decision.problem !== example.check ||
        (example.at !== undefined && decision.at !== example.at && !OF_USES.has(example.check))
      )
        say(
          at,
          `It is refused otherwise: ${found}.`,
          `It says "${example.check}"${example.at === undefined ? "" : ` at ${example.at}`}.`,
        );
    } else if (decision.problem !== "not-eligible")
      say(at, `It is refused otherwise: ${found}.`, "It says that nobody eligible opens it.");
  });
}

/** Who opens an example, for whom, and when. */
interface People {
  readonly cast: Journey["cast"];
  readonly as: string;
  readonly person: string;
  readonly clock: string;
  readonly relation?: string | undefined;
}

function opened(machine: Machine, tree: TreeIndex, example: Example, at: string, say: Say): Decision | undefined {
  const people = peopleOf(machine, example);
  const street = newStreet(tree, machine, { clock: example.now ?? people.clock, cast: people.cast });
  const { open } = machine.contract.people;
  const bare = actorOf(street, people.as, thingsNamed(street, machine, example.value));
  const roles =
    people.as === "hub" || bare.kind !== undefined
      ? bare.roles
      : [...new Set([...bare.roles, ...open.filter((role) => role !== "hub" && role !== "device")])];
  const act: Act = {
    do: "open",
    actor: { ...bare, roles },
    input: example.value,
    consent: (machine.contract.consent ?? []).map((consent) => consent.id),
  };
  const relation = people.relation ?? relationTo(street, machine, act.actor, people.person) ?? "staff";
  try {
    return decided(street, machine, undefined, { act, relation, subject: subjectFor(street, machine, people.person) })
      .decision;
  } catch (error) {
    say(`${at}/value`, `A rule breaks off: ${(error as Error).message}.`, "Mend the rule.");
    return undefined;
  }
}

/** As the example says; else as in the journey that opens it; else as in the first opening of a journey that succeeds. */
function peopleOf(machine: Machine, example: Example): People {
  const { journeys, people } = machine.contract;
  const openings = journeys.flatMap((journey) => openingsOf(journey));
  const used =
    openings.find(({ step }) => example.title !== undefined && step.with?.example === example.title) ?? openings[0];
  const clock = used?.clock ?? journeys[0]?.clock ?? "2026-12-01T09:00:00+08:00";
  const role = people.open.find((one) => one !== "hub") ?? "hub";
  if (
    example.subject === undefined &&
    example.opener === undefined &&
    example.relation === undefined &&
    used !== undefined
  )
    return {
      cast: used.journey.cast,
      as: used.step.as ?? "hub",
      person: used.step.for ?? used.step.as ?? "hub",
      clock,
    };
  const member = (facts: JsonObject): CastMember => ({
    role,
    facts,
    ...(typeof facts["birthDate"] === "string" ? { birthDate: facts["birthDate"] } : {}),
  });
  const relation = example.relation ?? (example.opener === undefined ? "self" : "staff");
  const alone = relation === "self";
  const subject = example.subject ?? (alone ? (example.opener ?? somebody) : somebody);
  return {
    cast: { subject: member(subject), ...(alone ? {} : { opener: member(example.opener ?? somebody) }) },
    as: role === "hub" ? "hub" : alone ? "subject" : "opener",
    person: "subject",
    clock: journeys[0]?.clock ?? clock,
    relation,
  };
}

/** The steps of a journey that open a record and are not refused, each with the moment. */
function openingsOf(
  journey: Journey,
): readonly { readonly journey: Journey; readonly step: Step; readonly clock: string }[] {
  let clock = journey.clock;
  return journey.steps.flatMap((step) => {
    clock = step.at ?? clock;
    return step.do === "open" && step.then?.problem === undefined && step.as !== undefined
      ? [{ journey, step, clock }]
      : [];
  });
}
