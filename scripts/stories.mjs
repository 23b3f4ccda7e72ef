// Writes a story file for every contract of the build, into stories/generated/: Storybook and its tests index files, so
// there must be some; what they say is nothing but which contract, which journey and which step. A folder of a street's own
// scenarios (LINLI_OWN_SCENARIOS) is compiled, and its contracts have their stories beside the others.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "stories", "generated");
const ownFolder = join(folder, "own");

/** Writes what has changed, and takes away what is not of this build. */
export async function writeStories() {
  writePages();
  const own = await compileOwn(process.env.LINLI_OWN_SCENARIOS);
  const [{ bundle }, { catalog }, { runtime }, { createEngine }] = await Promise.all([
    import("@linli/contracts/bundle"),
    import("@linli/contracts/catalog"),
    import("@linli/contracts/runtime"),
    import("@linli/hub"),
  ]);
  const engine = await createEngine({
    bundle: {
      ...bundle,
      contracts: [...bundle.contracts, ...own.contracts],
      kinds: [...bundle.kinds, ...own.kinds],
    },
    issuers: [],
    secrets: { seal: "for looking only: nothing is sealed" },
    database: {},
  });
  const order = [
    ...catalog.tree.flatMap((field) =>
      field.children.flatMap((group) => group.children.map((leaf) => ({ field, group, leaf }))),
    ),
    ...own.contracts.map(({ contract }) => ownPlace(contract)),
  ];
  const compiled = new Map([...bundle.contracts, ...own.contracts].map((one) => [one.contract.id, one]));
  const wanted = new Map();
  let turn = 0;
  for (const { field, group, leaf } of order) {
    const one = compiled.get(leaf.id);
    if (one === undefined) continue;
    const stories = storiesOf(one.contract, {
      validators: one.validators(runtime),
      runs: engine.scenarios.get(leaf.id).missing.length === 0,
    });
    if (stories.length === 0) continue;
    const lines = stories.map(({ name, title, call }) => {
      const story = call(turn++);
      return `export const ${name} = ${title === undefined ? story : `{ ... ${story}, name: ${JSON.stringify(title)} }`};`;
    });
    const title = ["Scenarios", field.titles.en, group.titles.en, leaf.titles.en]
      .map((part) => part.replaceAll("/", "∕"))
      .join("/");
    wanted.set(`${leaf.id}.stories.ts`, fileOf(leaf.id, title, lines));
  }
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder))
    if (file.endsWith(".stories.ts") && !wanted.has(file)) rmSync(join(folder, file));
  for (const [file, text] of wanted) if (textOf(join(folder, file)) !== text) writeFileSync(join(folder, file), text);
}

/** Compiles a street's own scenarios beside the stories; without a folder there are none. */
async function compileOwn(scenarios) {
  rmSync(ownFolder, { recursive: true, force: true });
  if (scenarios === undefined) return { contracts: [], kinds: [] };
  if (!existsSync(scenarios)) throw new Error(`There is no folder "${scenarios}" (LINLI_OWN_SCENARIOS).`);
  const command = ["packages/cli/dist/main.js", "compile", scenarios, "--base", "scenarios", "--out", ownFolder];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`The scenarios of "${scenarios}" could not be compiled.`);
  return (await import(pathToFileURL(join(ownFolder, "bundle.js")).href)).bundle;
}

/** A scenario of a street's own stands in no catalog: it is found under its own title. */
const ownPlace = ({ id, labels }) => ({
  field: { titles: { en: "Own" } },
  group: { titles: { en: id.split(".")[1] } },
  leaf: { id, titles: { en: labels.en.title } },
});

/** A page of documentation for every scenario, in its three languages: what `linli document` wrote. */
function writePages() {
  const pages = join(root, "docs", "catalog");
  const catalog = JSON.parse(readFileSync(join(root, "scenarios", "catalog.json"), "utf8"));
  const wanted = new Map();
  for (const field of catalog.tree)
    for (const { id, titles } of field.children.flatMap((group) => group.children)) {
      const texts = ["zh-CN", "en", "ko"].flatMap((locale) => {
        const text = textOf(join(pages, locale, field.id, `${id}.md`));
        return text === undefined ? [] : [forStorybook(text, `catalog/${locale}/${field.id}`)];
      });
      if (texts.length === 0) continue;
      const title = ["Catalog", field.titles.en, `${titles.en} · ${titles["zh-CN"]}`]
        .map((part) => part.replaceAll("/", "∕"))
        .join("/");
      const head = `import { Markdown, Meta } from "@storybook/addon-docs/blocks";\n\n<Meta title=${JSON.stringify(title)} />\n`;
      wanted.set(
        `${id}.mdx`,
        [head, ...texts.map((text) => `<Markdown>{${JSON.stringify(text)}}</Markdown>\n`)].join("\n"),
      );
    }
  const into = join(folder, "catalog");
  mkdirSync(into, { recursive: true });
  for (const file of readdirSync(into)) if (!wanted.has(file)) rmSync(join(into, file));
  for (const [file, text] of wanted) if (textOf(join(into, file)) !== text) writeFileSync(join(into, file), text);
}

/** Pictures are found from Storybook's own address; other pages have other addresses there. */
const forStorybook = (text, base) =>
  text.replace(/\]\(([^)/]+\.svg)\)/g, `](${base}/$1)`).replace(/\[([^\]]+)\]\([^)]+\.md\)/g, "$1");

function fileOf(scenario, title, lines) {
  const used = ["closed", "errors", "filled", "form", "receipt", "staff"].filter((name) =>
    lines.some((line) => line.includes(` ${name}(`)),
  );
  const imports = [
    ...(lines.some((line) => line.includes(" journey(")) ? ['import { journey } from "../scenario/journey.js";'] : []),
    ...(used.length > 0 ? [`import { ${used.join(", ")} } from "../scenario/stories.js";`] : []),
  ];
  const meta = `{ title: ${JSON.stringify(title)}, id: ${JSON.stringify(scenario.replaceAll(".", "-"))}, tags: ["!autodocs"] }`;
  return `${imports.join("\n")}\n\nconst scenario = ${JSON.stringify(scenario)};\n\nexport default ${meta};\n\n${lines.join("\n")}\n`;
}

/**
 * The stories of a contract: its form in all states where somebody can fill one in, and all journeys. What needs an effect
 * that the hub does not have is shown and not sent.
 */
function storiesOf(contract, { validators, runs }) {
  const base = baseOf(contract);
  const at = (turn) => `{ scenario, journey: ${base.journey}, step: ${base.step}, turn: ${turn} }`;
  const isNothingNeeded = validators.record({}).length === 0;
  const ofForm =
    base === undefined
      ? []
      : [
          { name: "Form", call: (turn) => `form(${at(turn)})` },
          { name: "Elder", title: "Form, elder mode", call: (turn) => `form(${at(turn)}, "elder")` },
          { name: "Filled", call: (turn) => `filled(${at(turn)})` },
          ...(isNothingNeeded ? [] : [{ name: "Errors", call: (turn) => `errors(${at(turn)})` }]),
          ...(asksWhatIsFree.has(contract.pattern) && contract.uses !== undefined
            ? [{ name: "Closed", title: "Nothing can be had", call: (turn) => `closed(${at(turn)})` }]
            : []),
          ...(runs ? sentStories(at) : []),
          ...(runs ? waitingStories(contract) : []),
        ];
  const journeys = runs ? journeyStories(contract) : [];
  return [...ofForm, ...journeys];
}

/** Patterns whose form shows what is left of things. */
const asksWhatIsFree = new Set(["booking", "order"]);

/** Where a journey lets somebody wait for a place, the form offers it. */
function waitingStories({ pattern, journeys }) {
  const steps =
    pattern === "booking" ? journeys.flatMap((one, journey) => one.steps.map((step, i) => ({ step, journey, i }))) : [];
  const found = steps.find(
    ({ step: { do: act, options, then } }) =>
      act === "open" && options?.waitlist === true && Object.keys(options).length === 1 && then?.problem === undefined,
  );
  if (found === undefined) return [];
  const call = (turn) => `receipt({ scenario, journey: ${found.journey}, step: ${found.i}, turn: ${turn} })`;
  return [{ name: "Waiting", title: "Taken: waiting for a place", call }];
}

const sentStories = (at) => [
  { name: "Receipt", call: (turn) => `receipt(${at(turn)})` },
  { name: "Staff", title: "Staff's view", call: (turn) => `staff(${at(turn)})` },
];

const journeyStories = ({ journeys }) =>
  journeys.map((one, i) => ({
    name: `Journey${i + 1}`,
    title: one.title,
    call: (turn) => `journey({ scenario, journey: ${i}, person: ${JSON.stringify(whoseScreen(one))}, turn: ${turn} })`,
  }));

/** The step that opens a record as a form can: as in the first valid example, if a journey has that. */
function baseOf({ journeys, examples }) {
  const steps = journeys.flatMap((one, journey) =>
    one.steps.flatMap((step, i) => (canBeAsked(one, step) ? [{ journey, step: i, example: step.with?.example }] : [])),
  );
  return steps.find(({ example }) => example === examples.valid[0]?.title) ?? steps[0];
}

/** Whether a person opens with a form: for herself, or for somebody whose guardian or mandate holder she is. */
function canBeAsked({ cast }, { do: act, as, for: whom, options, then }) {
  if (act !== "open" || options !== undefined || then?.problem !== undefined || !isPerson(cast[as])) return false;
  return (
    whom === undefined ||
    whom === as ||
    [...(cast[whom]?.guardians ?? []), ...(cast[whom]?.mandates ?? [])].includes(as)
  );
}

function isPerson(member) {
  return member !== undefined && ![member.role].flat().includes("device");
}

/** Who opens a record with a form; where nobody does, whoever acts most. */
function whoseScreen(journey) {
  const opener = journey.steps.find((step) => canBeAsked(journey, step));
  if (opener !== undefined) return opener.as;
  const acts = new Map();
  for (const { as } of journey.steps) if (isPerson(journey.cast[as])) acts.set(as, (acts.get(as) ?? 0) + 1);
  const [most] = [...acts].sort(([, a], [, b]) => b - a)[0] ?? Object.keys(journey.cast);
  return most;
}

function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeStories();
