import { describe, expect, it } from "vitest";
import type { Change } from "./check-tree.js";
import { court, saidOf, saidOfCourt, small, withContract } from "./check-tree.js";

/** In words what is broken, how, and what the line about it says. */
type Refusal = readonly [what: string, change: Change, line: RegExp];

const labels = (path: string): string => path.replaceAll("/", "~1");
const uses = (rule: string) => ({ var: rule });
const journeyless: Change = { "/journeys": court.journeys.slice(0, 1) as never };

const meta: readonly Refusal[] = [
  [
    "a key that contracts do not have",
    { "/eligibilty": {} },
    /#\/eligibilty: "eligibilty" is not known here\. Did you mean "eligibility"\?/,
  ],
  ["a missing part", { "/people": undefined }, /#\/people: "people" is missing\./],
  [
    "a misspelt pattern",
    { "/pattern": "bokking" },
    /#\/pattern: "bokking" is not possible here\. Did you mean "booking"\?/,
  ],
  ["a version that is none", { "/version": "1.0" }, /#\/version: "1\.0" is not written as it must be\./],
  [
    "a keyword that JSON Schema does not have",
    { "/record/properties/players/minimun": 1 },
    /"minimun" is not known here\. Did you mean "minimum"/,
  ],
  [
    "a record that takes anything",
    { "/record/additionalProperties": true },
    /#\/record\/additionalProperties: true is not possible here\. It must be false\./,
  ],
  [
    "a journey without a clock",
    { "/journeys/0/clock": undefined },
    /#\/journeys\/0\/clock: "clock" is missing\. The street's clock when it begins\./,
  ],
  ["a step that acts as nobody", { "/journeys/0/steps/1/as": undefined }, /"do" needs "as" beside it\./],
  [
    "two ways in which one example is invalid",
    { "/examples/invalid/0/check": "too-many-players" },
    /#\/examples\/invalid\/0/,
  ],
  [
    "too few valid examples",
    { "/examples/valid": court.examples.valid.slice(0, 2) as never },
    /#\/examples\/valid: .*fewer than 3 items/,
  ],
  [
    "too few invalid examples",
    { "/examples/invalid": court.examples.invalid.slice(0, 4) as never },
    /#\/examples\/invalid: .*fewer than 5 items/,
  ],
  [
    "an operator that rules do not have",
    { "/checks/0/rule": { "<==": [1, 2] } },
    /#\/checks\/0\/rule: There is no operator "<==". Did you mean/,
  ],
];

const names: readonly Refusal[] = [
  [
    "an unknown role that opens",
    { "/people/open/0": "residant" },
    /#\/people\/open\/0: There is no role "residant"\. Did you mean "resident"\?/,
  ],
  [
    "an unknown role that handles",
    { "/people/handler/0": "keeper" },
    /#\/people\/handler\/0: There is no role "keeper"\./,
  ],
  [
    "an unknown role in a cast",
    { "/journeys/0/cast/hu/role": "venue-keper" },
    /#\/journeys\/0\/cast\/hu\/role: There is no role "venue-keper"\. Did you mean "venue-keeper"\?/,
  ],
  [
    "who acts in an action that is left out",
    { "/people/act/approve": ["venue-keeper"] },
    /#\/people\/act\/approve: The action "approve" is left out here\./,
  ],
  [
    "who acts in an action that the pattern lacks",
    { "/people/act/chek-in": ["opener"] },
    /#\/people\/act\/chek-in: The pattern "booking" has no action "chek-in"\. Did you mean "check-in"\?/,
  ],
  [
    "who sees a field that there is not",
    { "/people/see/~1contakt": ["opener"] },
    /#\/people\/see\/~1contakt: \/contakt leads to nothing\. Did you mean "contact"\?/,
  ],
  [
    "to leave out what the pattern lacks",
    { "/without/0": "aprove" },
    /#\/without\/0: The pattern "booking" has no action "aprove"\. Did you mean "approve"\?/,
  ],
  [
    "to leave out what is not optional",
    { "/without/0": "cancel" },
    /#\/without\/0: The action "cancel" cannot be left out\./,
  ],
  [
    "input of an action that was left out",
    { "/inputs/extend": court.inputs?.["cancel"] as never },
    /#\/inputs\/extend: The action "extend" is left out here\./,
  ],
  [
    "a formula on an action that the pattern lacks",
    { "/derived/fee/on/1": "move" },
    /#\/derived\/fee\/on\/1: The pattern "booking" has no action "move"\./,
  ],
  [
    "a check on an action that the pattern lacks",
    { "/checks/0/on/0": "opn" },
    /#\/checks\/0\/on\/0: The pattern "booking" has no action "opn"\./,
  ],
  [
    "a stage in a state that fell away",
    { "/stages": [{ id: "paid", in: "requested" }] },
    /#\/stages\/0\/in: The state "requested" cannot be reached here\./,
  ],
  [
    "a use while in an unknown state",
    { "/uses/0/while": ["confirmd"] },
    /#\/uses\/0\/while\/0: The pattern "booking" has no state "confirmd"\. Did you mean "confirmed"\?/,
  ],
  [
    "an unknown kind of resource",
    { "/uses/0/kind": "cort" },
    /#\/uses\/0\/kind: There is no kind of resource "cort"\. Did you mean "court"\?/,
  ],
  [
    "a field of an unknown kind",
    { "/record/properties/court/x-kind": "cuort" },
    /#\/record\/properties\/court\/x-kind: There is no kind of resource "cuort"\. Did you mean "court"/,
  ],
  [
    "a resource of which nothing says the kind",
    { "/record/properties/second": { $ref: "../common.json#/$defs/resourceId" } },
    /#\/record\/properties\/second: Nothing says of which kind this resource is\./,
  ],
  [
    "a link to an unknown scenario",
    { "/record/properties/earlier": { $ref: "../common.json#/$defs/recordId", "x-scenario": "sports.venues.cort" } },
    /x-scenario: The catalog has no scenario "sports\.venues\.cort"\. Did you mean "sports\.venues\.court"/,
  ],
  [
    "an example of a kind that there is not",
    { "/examples/resources/0": "court/c-33" },
    /#\/examples\/resources\/0: The kind "court" has no example "c-33"\./,
  ],
  [
    "a guardian who is not in the cast",
    { "/journeys/2/cast/ming/guardians": ["shenn"] },
    /There is nobody called "shenn" in the cast\. Did you mean "shen"/,
  ],
];

const settings: readonly Refusal[] = [
  [
    "a setting that the pattern does not have",
    { "/settings/slots": "PT1H" },
    /#\/settings\/slots: "slots" is not known here\. Did you mean "slot"/,
  ],
  ["a setting of another type", { "/settings/maxSlots": "2" }, /#\/settings\/maxSlots: "2" is no integer\./],
  [
    "a length of time that is none",
    { "/settings/cancelUntil": "2 hours" },
    /#\/settings\/cancelUntil: "2 hours" is no duration\./,
  ],
  [
    "a limit per a field that there is not",
    { "/settings/limits/0/per": ["subject", "/cort"] },
    /#\/settings\/limits\/0\/per\/1: \/cort leads to nothing\. Did you mean "court"/,
  ],
];

const pointers: readonly Refusal[] = [
  [
    "a use at a field that there is not",
    { "/uses/0/at": "/corts" },
    /#\/uses\/0\/at: \/corts leads to nothing\. Did you mean "court"/,
  ],
  [
    "a use at a field that is no resource",
    { "/uses/0/at": "/players" },
    /#\/uses\/0\/at: \/players is no resource's id\./,
  ],
  ["a period that is none", { "/uses/0/period": "/purpose" }, /#\/uses\/0\/period: \/purpose is no period\./],
  [
    "a time that is none",
    { "/uses/0/period": undefined, "/uses/0/time": "/players" },
    /#\/uses\/0\/time: \/players is neither a date nor an instant\./,
  ],
  [
    "a capacity that the kind does not have",
    { "/uses/0/capacity": "/maxPlayer" },
    /#\/uses\/0\/capacity: \/maxPlayer leads to nothing\. Did you mean "maxPlayers"/,
  ],
  ["a capacity that is no number", { "/uses/0/capacity": "/sport" }, /#\/uses\/0\/capacity: \/sport is no number\./],
  ["units that are no number", { "/uses/0/units": "/purpose" }, /#\/uses\/0\/units: \/purpose is no number\./],
  [
    "a parent of what belongs to nothing",
    { "/uses/0/parent": "/purpose" },
    /#\/uses\/0\/parent: The kind "court" belongs to no other\./,
  ],
  [
    "a check shown at a field that there is not",
    { "/checks/0/at": "/playrs" },
    /#\/checks\/0\/at: \/playrs leads to nothing\. Did you mean "players"/,
  ],
];

const rules: readonly Refusal[] = [
  [
    "a field that the record lacks",
    { "/checks/0/rule": { "<=": [uses("record.playrs"), 4] } },
    /#\/checks\/0\/rule\/<=\/0\/var: "record" has no "playrs"\. Did you mean "players"/,
  ],
  [
    "a member that the resource lacks",
    { "/checks/0/rule": { "<=": [uses("record.players"), uses("uses.court.resource.maxPlayer")] } },
    /"uses\.court\.resource" has no "maxPlayer"\. Did you mean "maxPlayers"/,
  ],
  ["a kind that it does not use", { "/checks/0/rule": uses("uses.pitch.id") }, /"uses" has no "pitch"\./],
  [
    "a setting that the pattern lacks",
    { "/checks/0/rule": uses("settings.sloot") },
    /"settings" has no "sloot"\. Did you mean "slot"/,
  ],
  [
    "a root that the context lacks",
    { "/checks/0/rule": uses("recrd.players") },
    /Rules here know no variable "recrd\.players"\. Did you mean "record"/,
  ],
  ["input where there is none", { "/checks/0/rule": uses("input.damage") }, /"input" has no "damage"\./],
  [
    "a computed field that there is not",
    { "/checks/0/rule": uses("derived.fees") },
    /"derived" has no "fees"\. Did you mean "fee"/,
  ],
  [
    "a fact of people that nobody keeps",
    { "/checks/0/rule": uses("subject.income") },
    /"subject" has no "income"\. Did you mean "incomeGroup"|"subject" has no "income"\./,
  ],
  [
    "a variable whose name is computed",
    { "/checks/0/rule": { var: { if: [true, "now"] } } },
    /A variable's name is computed\./,
  ],
  [
    "a member of an item that items lack",
    { "/checks/0/rule": { all: [uses("record.equipment"), { "==": [uses("kind"), "ball"] }] } },
    /Rules here know no variable "kind"\./,
  ],
];

const words: readonly Refusal[] = [
  [
    "a value that the field never has",
    { "/checks/0/rule": { "==": [uses("record.purpose"), "traning"] } },
    /"record\.purpose" is never "traning"\. Did you mean "training"/,
  ],
  [
    "one of several values that the field never has",
    { "/checks/0/rule": { in: [uses("record.purpose"), ["training", "scool"]] } },
    /"record\.purpose" is never "scool"\. Did you mean "school"/,
  ],
  [
    "an item that the list never has",
    { "/checks/0/rule": { in: ["bal", uses("record.equipment")] } },
    /"record\.equipment" is never "bal"\. Did you mean "ball"/,
  ],
  [
    "a state that it never has",
    { "/checks/0/rule": { "==": [uses("state"), "requested"] } },
    /"state" is never "requested"\./,
  ],
  [
    "a flag that there is not",
    { "/checks/0/rule": { in: ["overstaid", uses("flags")] } },
    /"flags" is never "overstaid"\. Did you mean "overstayed"/,
  ],
  [
    "a way that there is not",
    { "/checks/0/rule": { in: ["handlr", uses("as")] } },
    /"as" is never "handlr"\. Did you mean "handler"/,
  ],
  [
    "a sport that is not played",
    { "/checks/0/rule": { "!=": [uses("uses.court.resource.sport"), "soccer"] } },
    /"uses\.court\.resource\.sport" is never "soccer"\./,
  ],
  [
    "a fact that nobody can have",
    { "/checks/0/rule": { "==": [uses("subject.careLevel"), "sever"] } },
    /"subject\.careLevel" is never "sever"\. Did you mean "severe"/,
  ],
];

const conditions: readonly Refusal[] = [
  [
    "a consent asked for a field that there is not",
    { "/consent/0/when/required/0": "accesibility" },
    /#\/consent\/0\/when\/required\/0: There is no field "accesibility"\. Did you mean "accessibility"/,
  ],
  [
    "a branch on a value that never is",
    { "/record/if/properties/purpose/const": "traning" },
    /#\/record\/if\/properties\/purpose\/const: The value is never "traning"\. Did you mean "training"/,
  ],
  [
    "a branch that needs a field that there is not",
    { "/record/then/required/0": "trainer" },
    /#\/record\/then\/required\/0: There is no field "trainer"\./,
  ],
  [
    "a required field that there is not",
    { "/record/required/5": "kontact" },
    /#\/record\/required\/5: There is no field "kontact"\. Did you mean "contact"/,
  ],
  [
    "eligibility by a fact that nobody keeps",
    { "/eligibility/properties/subject/properties/hight": { minimum: 120 } },
    /\/properties\/hight: There is no field "hight"\./,
  ],
  [
    "eligibility by a right that there is not",
    { "/eligibility/then/properties/relation/const": "guardians" },
    /The value is never "guardians"\. Did you mean "guardian"/,
  ],
  [
    "an input without what the pattern reads",
    {
      "/inputs/reschedule": {
        title: "Move",
        description: "Another time.",
        type: "object",
        additionalProperties: false,
        properties: {},
      },
    },
    /#\/inputs\/reschedule\/properties: The pattern's "reschedule" takes "period"\./,
  ],
  [
    "a schema that does not compile",
    { "/record/properties/players/type": "string" },
    /#\/record\/properties\/players: The schema does not compile: missing type "number" for keyword "m\w+imum"\./,
  ],
  [
    "an eligibility that does not compile",
    { "/eligibility/properties/subject/properties/age/pattern": "^6" },
    /#\/eligibility\/properties\/subject\/properties\/age: The schema does not compile: missing type "string" for keyword "pattern"\./,
  ],
];

const texts: readonly Refusal[] = [
  [
    "a field without a name in Korean",
    { [`/labels/ko/${labels("record/players")}`]: undefined },
    /#\/labels\/ko\/record~1players: The label of the field "players" is missing\. Add "record\/players" in ko\./,
  ],
  [
    "a value without a name",
    { [`/labels/en/${labels("record/equipment=ball")}`]: undefined },
    /The label of the value "ball" of the field is missing\./,
  ],
  [
    "an input without a name",
    { [`/labels/zh-CN/${labels("inputs/complete/damage")}`]: undefined },
    /The label of the input of "complete" "damage" is missing\./,
  ],
  [
    "a computed field without a name",
    { [`/labels/en/${labels("derived/fee")}`]: undefined },
    /The label of the derived field "fee" is missing\./,
  ],
  [
    "a consent without its words",
    { [`/labels/en/${labels("consent/accessibility")}`]: undefined },
    /The label of the consent "accessibility" is missing\./,
  ],
  [
    "a problem without its words",
    { [`/labels/en/${labels("problems/no-floodlights")}`]: undefined },
    /The label of the problem "no-floodlights" is missing\./,
  ],
  [
    "a name for a field that there is not",
    { [`/labels/en/${labels("record/player")}`]: "Player" },
    /#\/labels\/en\/record~1player: The label leads to nothing\./,
  ],
  [
    "a name for a state that fell away",
    { [`/labels/en/${labels("states/requested")}`]: "Asked for" },
    /The label leads to nothing\./,
  ],
  [
    "English in the Chinese",
    { [`/labels/zh-CN/${labels("record/court")}`]: "Court" },
    /"Court" holds no Chinese character\./,
  ],
  [
    "English in the Korean",
    { [`/labels/ko/${labels("record/court")}`]: "Court" },
    /"Court" (holds no Hangul|is the English text)\./,
  ],
  [
    "a half-width comma in Chinese",
    { [`/labels/zh-CN/${labels("problems/no-floodlights")}`]: "这块场地没有灯光,请选早些时段。" },
    /has a half-width "," in Chinese text\. Write "，"\./,
  ],
  [
    "a half-width colon in Chinese",
    { [`/labels/zh-CN/${labels("record/note")}`]: "备注:其他" },
    /has a half-width ":" in Chinese text\. Write "："\./,
  ],
  [
    "a text that ends with a space",
    { [`/labels/en/${labels("record/note")}`]: "Note " },
    /The text begins or ends with a space\./,
  ],
];

const follow: readonly Refusal[] = [
  [
    "a follow-up of a scenario without a contract",
    { "/follow/0/open": "resident-requests.report.snap-report" },
    /#\/follow\/0\/open: There is no contract "resident-requests\.report\.snap-report"\. It is in the catalog: write its contract\./,
  ],
  [
    "a follow-up of an unknown scenario",
    { "/follow/0/open": "property.service.common-repar" },
    /There is no contract "property\.service\.common-repar"\. Did you mean "property\.service\.common-repair"/,
  ],
  [
    "a field that the other record lacks",
    { "/follow/0/with/facilty": "sports-equipment" },
    /#\/follow\/0\/with\/facilty: The record of "property\.service\.common-repair" has no field "facilty"\. Did you mean "facility"/,
  ],
  [
    "a field that the other record needs",
    { "/follow/0/with/facility": undefined },
    /#\/follow\/0\/with: The record of "property\.service\.common-repair" needs "facility" too\./,
  ],
  [
    "news for each item of a list",
    { "/follow/0/each": { items: { var: ["input.defects", []] } }, "/follow/0/notify": ["opener"] },
    /#\/follow\/0\/notify: They would be told once for each item\. Tell them in a follow-up of its own\./,
  ],
  [
    "an action that never happens",
    { "/follow/0/on": "extend" },
    /#\/follow\/0\/on: The action "extend" is left out here\./,
  ],
  [
    "a state that is never entered",
    { "/follow/0/on": "enter:offered" },
    /#\/follow\/0\/on: The state "offered" cannot be reached here\./,
  ],
  [
    "a clock that there is not",
    { "/follow/0/on": "clock:no-shows" },
    /There is no clock "no-shows"\. Did you mean "no-show"/,
  ],
  ["a reading that there is not", { "/follow/0/on": "reading:noise" }, /Nothing that it uses has a reading "noise"\./],
  [
    "an option that the other pattern lacks",
    { "/follow/0/options": { waitlist: true } },
    /The pattern "case" has no option "waitlist"\./,
  ],
  [
    "records by rule that the hub may not open",
    { "/byRule": [{ id: "birthday", every: "P1D", when: true, with: {} }] },
    /#\/people\/open: The hub opens records by rule, and may not\./,
  ],
  [
    "records by rule that lack a field",
    { "/people/open/2": "hub", "/byRule": [{ id: "birthday", every: "P1D", when: true, with: { players: 1 } }] },
    /#\/byRule\/0\/with: The record of "sports\.venues\.court" needs "court", "period", "purpose", "contact" too\./,
  ],
];

const clock = (more: object): Change => ({
  "/clocks": [{ id: "late", while: ["confirmed"], at: { var: "period.start" }, ...more }] as never,
});
const clocks: readonly Refusal[] = [
  [
    "in a state that there is not",
    clock({ while: ["confirmd"] }),
    /#\/clocks\/0\/while\/0: The pattern "booking" has no state "confirmd"\./,
  ],
  ["that does what no clock may do", clock({ then: "check-in" }), /#\/clocks\/0\/then: No clock may do "check-in"\./],
  [
    "that does what is not possible there",
    clock({ while: ["completed"], then: "cancel" }),
    /"cancel" is not possible in completed\./,
  ],
  [
    "that sets a flag that there is not",
    clock({ then: { flag: "overstaid" } }),
    /#\/clocks\/0\/then\/flag: The pattern "booking" has no flag "overstaid"\. Did you mean "overstayed"/,
  ],
  [
    "whose name the pattern has taken",
    clock({ id: "no-show" }),
    /#\/clocks\/0\/id: The clock "no-show" is there twice\./,
  ],
  [
    "with bounds the wrong way round",
    clock({ plus: "PT1H", min: "PT2H", max: "PT1H" }),
    /#\/clocks\/0\/min: PT2H is longer than PT1H\./,
  ],
  [
    "with a default below its bounds",
    clock({ plus: "PT1H", min: "PT2H", max: "P1D" }),
    /#\/clocks\/0\/plus: PT1H is shorter than `min` PT2H\./,
  ],
  [
    "with a default above its bounds",
    clock({ plus: "P1M", min: "PT2H", max: "P7D" }),
    /#\/clocks\/0\/plus: P1M is longer than `max` P7D\./,
  ],
  [
    "at a variable that there is not",
    clock({ at: { var: "period.begin" } }),
    /#\/clocks\/0\/at\/var: "period" has no "begin"\./,
  ],
  ["that repeats without a length", clock({ repeats: true }), /It cannot repeat without a length\./],
  ["that tells an unknown role", clock({ tell: ["keeper"] }), /#\/clocks\/0\/tell\/0: There is no role "keeper"\./],
];

const examples: readonly Refusal[] = [
  [
    "a valid one that breaks the schema",
    { "/examples/valid/0/value/players": 0 },
    /#\/examples\/valid\/0\/value\/players: The example breaks the schema's minimum\./,
  ],
  [
    "a valid one that a check refuses",
    { "/examples/valid/0/value/players": 13 },
    /#\/examples\/valid\/0\/value\/players: The example is refused: "too-many-players"\./,
  ],
  [
    "a valid one that nobody eligible opens",
    { "/examples/valid/0/subject": { age: 4 } },
    /#\/examples\/valid\/0\/value: The example is refused: "not-eligible"\./,
  ],
  [
    "a valid one at a closed hour",
    { "/examples/valid/0/value/period": { start: "2026-12-02T23:00:00+08:00", end: "2026-12-03T00:00:00+08:00" } },
    /The example is refused: "outside-opening"\./,
  ],
  [
    "a valid one of a court that is not there",
    { "/examples/valid/0/value/court": "c-99" },
    /The example is refused: "unknown-resource"\./,
  ],
  [
    "an invalid one that nothing refuses",
    { "/examples/invalid/1/value/players": 5 },
    /#\/examples\/invalid\/1\/value: The example is not refused\. It says: nobody plays\./,
  ],
  [
    "an invalid one refused by another keyword",
    { "/examples/invalid/1/keyword": "maximum" },
    /#\/examples\/invalid\/1: It is refused otherwise: \/players minimum\. It says \/players maximum\./,
  ],
  [
    "an invalid one refused at another field",
    { "/examples/invalid/1/at": "/contact" },
    /#\/examples\/invalid\/1: It is refused otherwise: \/players minimum\./,
  ],
  [
    "an invalid one by a check that there is not",
    { "/examples/invalid/6/check": "too-many" },
    /#\/examples\/invalid\/6\/check: Nothing checks "too-many" when a record is opened\./,
  ],
  [
    "an invalid one by another check",
    { "/examples/invalid/6/check": "no-floodlights" },
    /#\/examples\/invalid\/6: It is refused otherwise: "too-many-players" at \/players\./,
  ],
  [
    "an ineligible one who is eligible",
    { "/examples/invalid/9/subject": { age: 9 } },
    /#\/examples\/invalid\/9\/value: The example is not refused\./,
  ],
  [
    "two with one title",
    { "/examples/valid/1/title": court.examples.valid[0]?.title },
    /Another example has the same title\./,
  ],
  [
    "that are refused in three ways only",
    { "/examples/invalid": [0, 0, 1, 1, 2].map((i) => court.examples.invalid[i]) as never },
    /#\/examples\/invalid: The invalid examples are refused in 3 ways only/,
  ],
];

const steps = (i: number, more: Change): Change =>
  Object.fromEntries(Object.entries(more).map(([at, value]) => [`/journeys/1/steps/${String(i)}${at}`, value]));
const journeys: readonly Refusal[] = [
  [
    "an action that the pattern lacks",
    steps(3, { "/do": "cancle" }),
    /#\/journeys\/1\/steps\/3\/do: The pattern "booking" has no action "cancle"\. Did you mean "cancel"/,
  ],
  [
    "somebody who is not in the cast",
    steps(0, { "/as": "qiang" }),
    /#\/journeys\/1\/steps\/0\/as: There is nobody called "qiang" in the cast\. Did you mean "qian"/,
  ],
  [
    "a record that was not named",
    steps(3, { "/on": "frist" }),
    /#\/journeys\/1\/steps\/3\/on: No record was opened under the name "frist"\. Did you mean "first"/,
  ],
  [
    "an example that there is not",
    steps(0, { "/with/example": "six friends after work" }),
    /No valid example is called "six friends after work"\. Did you mean "five friends after work"/,
  ],
  [
    "another state than it comes to",
    steps(0, { "/then/state": "waitlisted" }),
    /#\/journeys\/1\/steps\/0\/then\/state: The record is "confirmed"\. "waitlisted" was expected\./,
  ],
  [
    "a state that it can never have",
    steps(0, { "/then/state": "requested" }),
    /#\/journeys\/1\/steps\/0\/then\/state: A record of this contract is never in "requested"\./,
  ],
  [
    "a problem that does not come",
    steps(0, { "/then": { problem: "full" } }),
    /#\/journeys\/1\/steps\/0\/then\/problem: It is not refused; the record is confirmed\. "full" was expected\./,
  ],
  [
    "another problem than comes",
    steps(1, { "/then/problem": "full" }),
    /#\/journeys\/1\/steps\/1\/then\/problem: It is refused with "period-taken" at \/period\. "full" was expected\./,
  ],
  [
    "another place of the problem",
    steps(1, { "/then/at": "/court" }),
    /#\/journeys\/1\/steps\/1\/then\/at: The problem points at \/period\. \/court was expected\./,
  ],
  [
    "an act that is refused",
    steps(0, { "/with/merge": { players: 13 } }),
    /#\/journeys\/1\/steps\/0: qian cannot open: "too-many-players" at \/players\./,
  ],
  ["a flag that is not set", steps(0, { "/then/flag": "overstayed" }), /The flag "overstayed" is not set\./],
  ["a flag that there is not", steps(0, { "/then/noFlag": "overstaid" }), /has no flag "overstaid"\./],
  [
    "another fee",
    steps(0, { "/then/derived": { fee: 300 } }),
    /#\/journeys\/1\/steps\/0\/then\/derived\/fee: "fee" is 0\. 300 was expected\./,
  ],
  ["other data", steps(0, { "/then/record": { players: 4 } }), /"players" is 5\. 4 was expected\./],
  ["somebody who does not see", steps(0, { "/then/sees": { jin: ["/contact"] } }), /"jin" does not see \/contact\./],
  ["somebody who does see", steps(0, { "/then/hides": { qian: ["/contact"] } }), /"qian" sees \/contact\./],
  [
    "to see what is not there",
    steps(0, { "/then/sees": { qian: ["/coach"] } }),
    /The record holds nothing at \/coach\./,
  ],
  [
    "a follow-up that does not come",
    steps(0, { "/then/followed": "property.service.common-repair" }),
    /Nothing of "property\.service\.common-repair" was opened\./,
  ],
  ["somebody who was not told", steps(0, { "/then/told": ["jin"] }), /"jin" was not told/],
  [
    "other actions than are possible",
    steps(0, { "/then/actions": ["cancel"] }),
    /"qian" may cancel, check-in, reschedule\. cancel was expected\./,
  ],
  [
    "child rows that are not there",
    steps(0, { "/then/children": { comments: 1 } }),
    /There are 0 comments\. 1 were expected\./,
  ],
  [
    "time that goes backwards",
    steps(5, { "/at": "2026-11-30T09:00:00+08:00" }),
    /#\/journeys\/1\/steps\/5\/at: It is .* already\./,
  ],
  ["a state that no journey reaches", journeyless, /#\/journeys: No journey reaches .*no-show/],
];

describe("a check of the court as it is", () => {
  it("has nothing to say", () => {
    expect(saidOf("sports/", small)).toEqual([]);
  });
});

describe.each([
  ["what the meta-schema refuses", meta],
  ["a name that there is not", names],
  ["settings that the pattern refuses", settings],
  ["a pointer into nothing", pointers],
  ["a rule that reads what there is not", rules],
  ["a rule that compares with what never is", words],
  ["a schema that asks for what never is", conditions],
  ["a text that is missing or wrong", texts],
  ["a follow-up that cannot be", follow],
  ["a clock that cannot be", clocks],
  ["an example that does not do what it says", examples],
  ["a journey that expects", journeys],
])("a check refuses %s", (_, refusals) => {
  it.each(refusals)("such as %s", (_what, change, line) => {
    expect(saidOfCourt(change).join("\n")).toMatch(line);
  });
});

describe("a check of what is left out", () => {
  it("refuses a contract that can only be given up", () => {
    const said = saidOf(
      "common-repair",
      withContract(small, "property.service.common-repair", { "/without": ["close"] }),
    );
    expect(said.join("\n")).toMatch(/#\/without\/0: The action "close" cannot be left out\./);
  });

  it("lets a state go unreached that fell away with the action that led there", () => {
    // Nobody declines, since nothing is asked for: that is no fault of the journeys.
    expect(court.without).toContain("decline");
    expect(saidOfCourt({})).toEqual([]);
  });
});

describe("a check of where contracts lie", () => {
  it("refuses an id that the catalog does not have", () => {
    expect(saidOfCourt({ "/id": "sports.venues.cort" }).join("\n")).toMatch(
      /#\/id: The catalog has no scenario "sports\.venues\.cort"\. Did you mean "sports\.venues\.court"/,
    );
  });

  it("refuses a file that is named otherwise than its id", () => {
    expect(saidOfCourt({ "/id": "sports.venues.campsite" }).join("\n")).toMatch(
      /#\/id: The file is sports\/sports\.venues\.court\.json\. It is sports\/sports\.venues\.campsite\.json\./,
    );
  });

  it("refuses another pattern than the catalog names", () => {
    expect(saidOfCourt({ "/pattern": "case" }).join("\n")).toMatch(
      /#\/pattern: The catalog says that "sports\.venues\.court" is carried out as booking\./,
    );
  });

  it("refuses the same scenario twice", () => {
    const twin = { ...court };
    const files = new Map([...small.files, [twin, "sports/sports.venues.court-2.json"]]);
    const said = saidOf("sports/", { ...small, contracts: [...small.contracts, twin], files });
    expect(said.join("\n")).toMatch(/"sports\.venues\.court" is there twice\./);
  });
});
