import type { JsonSchema, KindView, ResourceView } from "@linli/contracts";
import { sayValue } from "../form/say-value.js";
import { isHours, sayHours } from "../lib/say-hours.js";
import type { Words } from "../lib/words.js";
import type { More } from "../ui/more/zh-CN.js";

const most = 3;

/** The first facts of a thing in a line, as its kind orders them: `最多人数 12 · 开放时间 06:00–21:00`. */
export function thingFacts(
  { value }: ResourceView,
  kind: KindView,
  { words, more }: { readonly words: Words; readonly more: More },
): string {
  const base = `resource/${kind.kind}`;
  const saying = { words, more, base, nameOf: () => undefined };
  return Object.entries((kind.schema.properties ?? {}) as { readonly [name: string]: JsonSchema })
    .flatMap(([name, schema]) => {
      const one = value[name];
      const said = isHours(one) ? sayHours(one, words.locale) : sayValue(schema, one, `/${name}`, saying);
      // Yes and no say little in a line; the form has them.
      return said === "" || typeof one === "boolean" ? [] : [`${words.label(`${base}/${name}`)} ${said}`];
    })
    .slice(0, most)
    .join(" · ");
}
