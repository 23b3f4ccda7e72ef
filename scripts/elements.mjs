// Writes packages/widgets/custom-elements.json: what the elements take, give and look like, for editors, documentation
// and Storybook. What is private, internal state or undescribed is not in it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create, ts } from "@custom-elements-manifest/analyzer";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";

const widgets = fileURLToPath(new URL("../packages/widgets/", import.meta.url));

/** Writes the manifest from the sources of the widgets. */
export function writeElements() {
  const files = readdirSync(join(widgets, "src"), { recursive: true }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".d.ts"),
  );
  const sources = files
    .sort()
    .map((name) =>
      ts.createSourceFile(
        `src/${name}`,
        readFileSync(join(widgets, "src", name), "utf8"),
        ts.ScriptTarget.ES2015,
        true,
      ),
    );
  const { modules, ...rest } = create({ modules: sources, plugins: litPlugin() });
  const kept = modules.map(elementsOf).filter(({ declarations }) => declarations.length > 0);
  writeFileSync(join(widgets, "custom-elements.json"), `${JSON.stringify({ ...rest, modules: kept }, undefined, 1)}\n`);
}

/** A module with its elements alone; the tag of a class stands where TypeScript is told of it. */
function elementsOf(module) {
  const source = readFileSync(join(widgets, module.path), "utf8");
  const [, named = ""] = /interface HTMLElementTagNameMap \{([^}]*)\}/.exec(source) ?? [];
  const tags = new Map([...named.matchAll(/"([\w-]+)": (\w+)/g)].map(([, tag, name]) => [name, tag]));
  const declarations = module.declarations
    .filter(({ name }) => tags.has(name))
    .map((one) => publicPart({ ...one, tagName: tags.get(one.name), customElement: true }, module.path));
  const names = new Set(declarations.map(({ name }) => name));
  const path = module.path.replace(/^src\//, "dist/").replace(/\.ts$/, ".js");
  return { ...module, path, declarations, exports: module.exports.filter(({ name }) => names.has(name)) };
}

function publicPart({ members = [], attributes = [], events = [], ...element }, path) {
  const isSaid = ({ name, fieldName = name, description, privacy = "public", inheritedFrom }) =>
    privacy === "public" && description !== undefined && !stateIn(inheritedFrom?.module ?? path).has(fieldName);
  return {
    ...element,
    members: members.filter((one) => isSaid(one) && !(one.kind === "method" && one.inheritedFrom)).map(plain),
    attributes: attributes.filter(isSaid).map(plain),
    events: events.filter(isSaid),
  };
}

/** Names of reactive properties that are nobody's business. */
function stateIn(path) {
  return new Set(
    [...readFileSync(join(widgets, path), "utf8").matchAll(/(\w+): \{ state: true \}/g)].map(([, name]) => name),
  );
}

/** Without what says only that it may be absent, and where in the sources it came from. */
function plain({ inheritedFrom: _, type, ...one }) {
  return type === undefined ? one : { ...one, type: { ...type, text: type.text.replace(/ \| undefined$/, "") } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeElements();
