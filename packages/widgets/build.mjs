// Makes what pages embed: cdn/linli.js with its lazy parts, and the scenario files beside it. Expects dist/ (tsc) and
// the generated part of @linli/contracts. Writes cdn/manifest.json: gzip sizes, and what each scenario should preload.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { transform } from "lightningcss";
import { rollup } from "rollup";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const cdn = join(here, "cdn");
const scenarios = join(dirname(createRequire(import.meta.url).resolve("@linli/contracts/map")), "scenarios");
const chrome111 = 111 << 16;
const safari16_4 = (16 << 16) | (4 << 8);
const targets = { chrome: chrome111, safari: safari16_4, ios_saf: safari16_4, firefox: 113 << 16 };
const locales = ["zh-CN", "en", "ko"];

/** Stylesheets as modules, beside what the compiler wrote. */
function writeSheets() {
  mkdirSync(join(dist, "sheets"), { recursive: true });
  for (const file of readdirSync(join(here, "src/sheets")).filter((name) => name.endsWith(".css"))) {
    const source = readFileSync(join(here, "src/sheets", file));
    const { code } = transform({ filename: file, code: source, minify: true, targets });
    writeFileSync(join(dist, "sheets", `${file}.js`), `export const css = ${JSON.stringify(String(code))};\n`);
  }
}

/** Methods by which only our own elements call each other: no page, no contract and no answer of a hub names them. */
const innerNames = [
  ...["requestUpdate", "willUpdate", "createRenderRoot", "renderRoot", "streetChanged", "focusOn"],
  ...["labelOf", "choiceOf", "schemaOf", "submitLabel", "perScreen"],
];

/** The short names that they get, the same in all files. */
const shortNames = {};

const minified = async (code) =>
  (
    await minify(code, {
      module: true,
      ecma: 2022,
      mangle: { module: true, properties: { regex: new RegExp(`^(?:${innerNames.join("|")})$`) } },
      nameCache: shortNames,
      compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
      format: { comments: false, ecma: 2022 },
    })
  ).code;

/**
 * Templates as one line: between tags a break and its indent carry nothing, since the sheet sets all gaps; inside a tag
 * one space is enough.
 */
const tightTemplates = {
  name: "tight-templates",
  transform(code, id) {
    if (!id.startsWith(dist) || !code.includes("html")) return undefined;
    const cuts = [];
    visit(this.parse(code), (node) => {
      if (node.type === "TaggedTemplateExpression" && node.tag.name === "html") {
        for (const { start, end } of node.quasi.quasis) cuts.push([start, end, tight(code.slice(start, end))]);
      }
    });
    let result = code;
    for (const [start, end, text] of cuts.sort((a, b) => b[0] - a[0]))
      result = result.slice(0, start) + text + result.slice(end);
    return { code: result, map: null };
  },
};

const tight = (text) =>
  text
    .replace(/(>|^)\s*\n\s*(?=<|$)/g, "$1")
    .replace(/\s*\n\s*/g, " ")
    .replace(/ ?\/>/g, " >")
    .replace(/" >/g, '">')
    .replace(/ <\//g, "</");

function visit(node, see) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) node.forEach((one) => visit(one, see));
  else {
    Object.entries(node).forEach(([key, value]) => key !== "parent" && visit(value, see));
    if (typeof node.type === "string") see(node);
  }
}

/** Patterns whose form is shown at once, so that it pays to know them before the contract. */
const hinted = ["application", "booking", "case", "order", "activity", "device"];

/**
 * The patterns of such scenarios as a text: in the order of the ids' hashes a sign for each, which says how much further
 * it is and what its pattern is. A twentieth of the table's bytes, and a wrong guess costs nothing but a request.
 */
const patternHints = {
  name: "pattern-hints",
  load(id) {
    if (!id.endsWith("known-pattern.js")) return undefined;
    const { size, hints } = hintsOf(Object.entries(patternOf));
    return `const patterns=${JSON.stringify(hinted.join(" "))}.split(" ");
      export const knownPattern=(id)=>{
        let left=(${hashOf})(id,${size});
        for(const sign of ${JSON.stringify(hints)}){
          const n=sign.charCodeAt()-35;
          if(!(left-=n/6|0))return patterns[n%6];
        }
      };`;
  },
};

/** Hints with as few wrong guesses as a small size allows. */
function hintsOf(scenarios) {
  const tried = Array.from({ length: 256 }, (_, i) => {
    const size = 480 + i;
    const hints = signsOf(scenarios, size);
    const wrong = scenarios.filter(
      ([id, pattern]) => guess(id, { size, hints }) !== (hinted.includes(pattern) ? pattern : undefined),
    );
    return { size, hints, wrong: wrong.length };
  });
  const weigh = ({ wrong, hints }) => wrong * 8 + hints.length;
  return tried.reduce((best, one) => (weigh(one) < weigh(best) ? one : best));
}

function signsOf(scenarios, size) {
  const known = scenarios
    .filter(([, pattern]) => hinted.includes(pattern))
    .map(([id, pattern]) => [hashOf(id, size), hinted.indexOf(pattern)])
    .sort(([one], [other]) => one - other);
  let [at, signs] = [0, ""];
  const longest = 14;
  for (const [hash, pattern] of known) {
    for (; hash - at > longest; at += longest) signs += String.fromCharCode(35 + longest * 6);
    signs += String.fromCharCode(35 + (hash - at) * 6 + pattern);
    at = hash;
  }
  return signs;
}

function guess(id, { size, hints }) {
  let left = hashOf(id, size);
  for (const sign of hints) {
    const n = sign.charCodeAt() - 35;
    left -= Math.floor(n / 6);
    if (left === 0) return hinted[n % 6];
  }
  return undefined;
}

/** A number for an id, from 1: the first step is never none. */
const hashOf = (id, size) => 1 + [...id].reduce((hash, sign) => (hash * 31 + sign.charCodeAt()) % size, 7);

/** A release finds a view by its pattern's name, beside itself: it is an entry, as all of them are. */
const viewsByName = {
  name: "views-by-name",
  load: (id) =>
    id.endsWith("widget/load-view.js")
      ? "export const loadView=(pattern)=>import(`./views/${pattern}.js`);"
      : undefined,
};

/** What all views stand on lies in the entry of a release: nobody has to ask for it beside them. */
const standsInEntry = {
  name: "stands-in-entry",
  transform(code, id) {
    if (!id.endsWith("widget/view-of.js")) return undefined;
    const asked = /import\("\.\.\/flow\/open-view\.js"\),\s*/;
    if (!asked.test(code)) throw new Error("view-of no longer asks for open-view: take this out.");
    return { code: code.replace(asked, ""), map: null };
  },
};

/** All views, each with where it lies. */
const views = () =>
  Object.fromEntries(
    readdirSync(join(dist, "views"))
      .filter((name) => name.endsWith(".js"))
      .map((name) => [`views/${name.slice(0, -3)}`, join(dist, "views", name)]),
  );

/** Elements that load when one is on a page: what the compiled table says of them, by name. */
const lazyElements = () =>
  [
    ...readFileSync(join(dist, "street/load-element.js"), "utf8").matchAll(/(\w+): \(\) => import\("\.\.\/([^"]+)"\)/g),
  ].map(([, name, path]) => ({ name, path: join(dist, path) }));

/** A release finds such an element by its name, beside itself. */
const elementsByName = {
  name: "elements-by-name",
  load: (id) =>
    id.endsWith("street/load-element.js")
      ? `export const lazyElements=${JSON.stringify(
          lazyElements()
            .map(({ name }) => name)
            .join(" "),
        )}.split(" ");export const loadElement=(name)=>import(\`./elements/\${name}.js\`);`
      : undefined,
};

/** An element of the release extends what it needs of LitElement. */
const litInSmall = {
  name: "lit-in-small",
  resolveId: (source) => (source === "lit" ? join(here, "lit-in-small.mjs") : undefined),
};

/** What lit-html has for others: hooks for old browsers, its version, MathML, other documents, parts that come and go. */
const forOthers = [
  [/,\w+=\w+\.litHtmlPolyfillSupport;.*?\.push\("[\d.]+"\);/, ";"],
  [/:3===(\w)\?"<math>":""/, ':""'],
  [/:3===(\w)\?"<\/math>":""/, ':""'],
  [/\((\w)\?\.creationScope\?\?(\w)\)/, "$2"],
  [/setConnected\(\w\)\{[^}]*\}/, ""],
];

/** lit-html alone, with shorter names of what only its own parts know of each other. */
const litAlone = {
  name: "lit-alone",
  transform(code, id) {
    if (!/lit-html/.test(id)) return undefined;
    let alone = code.replace(/_\$A([A-Z])\b/g, "_$1").replace(/_\$C([a-z])\b/g, "_$1");
    for (const [what, instead] of id.endsWith("lit-html.js") ? forOthers : []) {
      if (!what.test(alone)) throw new Error(`lit-html has changed: ${what} is not in it.`);
      alone = alone.replace(what, instead);
    }
    return { code: alone, map: null };
  },
};

/** Lazy parts keep the folder that they come from; all that is shared lies in the entry, so nothing loads twice. */
async function bundle() {
  const build = await rollup({
    input: {
      linli: join(dist, "linli.js"),
      ahead: join(dist, "ahead.js"),
      ...views(),
      ...Object.fromEntries(lazyElements().map(({ name, path }) => [`elements/${name}`, path])),
    },
    plugins: [
      litInSmall,
      litAlone,
      patternHints,
      viewsByName,
      elementsByName,
      standsInEntry,
      tightTemplates,
      nodeResolve({ exportConditions: ["production", "browser"] }),
    ],
    preserveEntrySignatures: "allow-extension",
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await build.generate({
    format: "es",
    hoistTransitiveImports: false,
    // What several views need comes with the entry: else it would be one more request for each of them.
    manualChunks: {
      linli: ["linli", "flow/open-view", "lib/facts-of", "lib/festival-of", "lib/say-time"].map((name) =>
        join(dist, `${name}.js`),
      ),
    },
    entryFileNames: "[name].js",
    chunkFileNames: ({ facadeModuleId, name }) =>
      facadeModuleId?.startsWith(dist) ? facadeModuleId.slice(dist.length + 1) : `parts/${name}.js`,
  });
  await build.close();
  for (const { fileName, code } of output) write(fileName, await minified(code));
  return output;
}

const written = new Set();

function write(name, code) {
  const path = join(cdn, name);
  written.add(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

/** Whether a form says a label; those of states, actions and what only the hub checks wait until there is a record. */
const isSaid = (path, { checks = [], pattern }, labels) =>
  (pattern === "order" || !isInside(path, labels)) &&
  (/^(?:title$|summary$|record\/|hints\/record\/|consent\/|derived\/|resource\/|stages\/[^/=]+$|actions\/open$)/.test(
    path,
  ) ||
    checks.some(({ code }) => path === `problems/${code}`));

/** Of things, a form says what is one word or number: prices by kind and hours by meal are for orders. */
const isInside = (path, labels) => {
  const [, thing, field] = /^(resource\/[^/]+\/)([^/=]+)/.exec(path) ?? [];
  return (
    thing !== undefined &&
    (field === "title" || Object.keys(labels).some((other) => other.startsWith(`${thing}${field}/`)))
  );
};

/** A contract without what only the hub reads. */
const forForms = ({ people: { behalf, open }, actions, ...contract }) =>
  JSON.parse(
    JSON.stringify(
      {
        ...contract,
        ...(plainForms.has(contract.pattern) ? {} : { actions }),
        people: formsOnly.has(contract.pattern) ? { behalf } : { behalf, open },
      },
      (key, value) => (hubOnly.has(key) || isSafe(key, value) ? undefined : value),
    ),
  );
/** A form asks for what the contract has, and for nothing else. */
const isSafe = (key, value) => key === "additionalProperties" && value === false;
/** Patterns whose view is a form from the start, whoever looks at it. */
const formsOnly = new Set(["application", "booking", "case", "order"]);
/** Those of them whose form is the same whatever may be done with a record later. */
const plainForms = new Set(["booking", "case", "order"]);
const hubOnly = new Set(["on", "x-privacy"]);

/**
 * What forms need and what records need beside it, each in one file a language: contract (or inputs of actions) and
 * labels. The hub has the validators; a page checks with the interpreter that it needs for conditions anyway.
 */
async function writeScenarios(ids) {
  for (const id of ids) {
    const { contract } = await import(join(scenarios, `${id}.js`));
    const { acts } = await import(join(scenarios, `${id}.acts.js`));
    for (const locale of locales) {
      const { labels } = await import(join(scenarios, `${id}.${locale}.js`));
      const some = (test) => Object.fromEntries(Object.entries(labels).filter(([name]) => test(name)));
      const formPart = { contract: forForms(contract), labels: some((name) => isSaid(name, contract, labels)) };
      const recordPart = {
        acts,
        labels: some((name) => !isSaid(name, contract, labels) || name === "title" || name.startsWith("stages/")),
      };
      write(`scenarios/${id}.${locale}.js`, await minified(moduleOf(formPart)));
      write(`scenarios/${id}.acts.${locale}.js`, await minified(moduleOf(recordPart)));
    }
  }
}

const moduleOf = (parts) =>
  Object.entries(parts)
    .map(([name, value]) => `export const ${name}=${JSON.stringify(value)};`)
    .join("");

/** What a page with this scenario should say it will need, for a language: address and kind. */
function preloadsOf(id, pattern, locale, output) {
  const view = output.find(({ fileName }) => fileName === `views/${pattern}.js`);
  const parts = [view.fileName, ...view.imports.filter((name) => name !== "linli.js")];
  const words = pattern !== "booking" ? [`ui/flows/${locale}.js`, `ui/more/${locale}.js`] : [];
  const ahead = asksAvailability.has(pattern) ? [`ahead.js?scenario=${id}`] : [];
  return [...ahead, "linli.js", ...parts, `ui/${locale}.js`, ...words, `scenarios/${id}.${locale}.js`];
}

function listed(folder, prefix = "") {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listed(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}

/** Names of roles as modules, a language each. */
async function writeRoles() {
  const { bundle: known } = await import("@linli/contracts/bundle");
  for (const locale of locales) {
    const names = Object.fromEntries(Object.entries(known.roles).map(([role, { labels }]) => [role, labels[locale]]));
    writeFileSync(join(dist, "ui/roles", `${locale}.js`), `export const roles = ${JSON.stringify(names)};\n`);
  }
}

const { patternOf } = await import("@linli/contracts/map");
const { asksAvailability } = await import(join(dist, "widget/view-of.js"));
writeSheets();
await writeRoles();
const output = await bundle();
await writeScenarios(Object.keys(patternOf));
const bytes = Object.fromEntries(
  [...written].map((name) => [name, gzipSync(readFileSync(join(cdn, name)), { level: 9 }).length]),
);
const preload = Object.fromEntries(
  Object.entries(patternOf).map(([id, pattern]) => [
    id,
    Object.fromEntries(locales.map((locale) => [locale, preloadsOf(id, pattern, locale, output)])),
  ]),
);
write("manifest.json", `${JSON.stringify({ bytes, preload }, null, 1)}\n`);

// Last, so that pages that are being looked at never miss a file.
for (const name of listed(cdn)) if (!written.has(name)) rmSync(join(cdn, name));

for (const [name, size] of Object.entries(bytes).filter(([name]) => !name.startsWith("scenarios/"))) {
  console.log(`${String(size).padStart(7)}  ${name}`);
}
const court = preload["sports.venues.court"]?.["zh-CN"] ?? [];
console.log(
  `${String(court.reduce((sum, name) => sum + (bytes[name] ?? 0), 0)).padStart(7)}  gzip bytes until a court booking can be sent, what the hub answers and the receipt not counted`,
);
