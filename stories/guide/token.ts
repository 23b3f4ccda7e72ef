import base from "../../packages/widgets/src/sheets/base.css?raw";
import elder from "../../packages/widgets/src/sheets/elder.css?raw";

/** A token as an element has it. */
export interface Token {
  readonly name: string;
  readonly value: string;
  /** The property that a page sets to change it; absent: it follows from others. */
  readonly from?: string | undefined;
}

const [, host = ""] = /:host \{([^}]*)\}/.exec(base) ?? [];
const declared = [...host.matchAll(/^\s+(--[\w-]+): (?:var\((--linli-[\w-]+))?/gm)].map(([, name = "", from]) => ({
  name,
  from,
}));

/** The tokens of the widgets' own stylesheets in a mode, as an element that adopts them has them. */
export function tokensIn(mode: "normal" | "elder"): readonly Token[] {
  const element = document.createElement("div");
  element.setAttribute("mode", mode);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + elder);
  element.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  document.body.append(element);
  const style = getComputedStyle(element);
  const tokens = declared.map(({ name, from }) => ({ name, from, value: style.getPropertyValue(name).trim() }));
  element.remove();
  return tokens;
}

/** A colour as red, green and blue from 0 to 1; `undefined`: it is none. */
export function rgbOf(value: string): readonly [number, number, number] | undefined {
  if (!CSS.supports("color", value)) return undefined;
  const probe = document.createElement("i");
  probe.style.color = value;
  document.body.append(probe);
  const said = getComputedStyle(probe).color;
  probe.remove();
  const scale = said.startsWith("rgb") ? 255 : 1;
  const [r = 0, g = 0, b = 0] = (said.replace("color(srgb", "").match(/[\d.]+/g) ?? []).map(
    (part) => Number(part) / scale,
  );
  return [r, g, b];
}

/** Contrast of two colours (WCAG 2.2, 1.4.3), from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(value: string): number {
  const [r = 0, g = 0, b = 0] = (rgbOf(value) ?? []).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
