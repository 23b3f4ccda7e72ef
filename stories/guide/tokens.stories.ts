import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import type { TemplateResult } from "lit";
import { expect } from "storybook/test";
import { contrast, rgbOf, tokensIn } from "./token.js";
import type { Token } from "./token.js";

const meta: Meta = { title: "Design guide/Tokens", id: "guide-tokens", tags: ["!autodocs"] };
export default meta;

const modes = [
  { mode: "normal", title: "Normal" },
  { mode: "elder", title: "Elder mode" },
] as const;

const style = html`<style>
  .tokens {
    font:
      16px/1.5 system-ui,
      "PingFang SC",
      "Noto Sans CJK SC",
      sans-serif;
    color: #1b211f;
    max-width: 60em;
  }
  .tokens table {
    border-collapse: collapse;
    margin-block-end: 2em;
    width: 100%;
  }
  .tokens th,
  .tokens td {
    text-align: start;
    padding: 8px 12px;
    border-bottom: 1px solid #dedbd2;
    vertical-align: middle;
  }
  .tokens i {
    display: block;
    width: 72px;
    height: 36px;
    border: 1px solid #dedbd2;
  }
  .tokens code {
    font-size: 14px;
  }
</style>`;

/** A table of tokens for each mode. */
const page = (rows: (tokens: readonly Token[]) => TemplateResult): StoryObj => ({
  render: () =>
    html`<div class="tokens">
      ${style}
      ${modes.map(
        ({ mode, title }) =>
          html`<h2>${title}</h2>
            <table>
              ${rows(tokensIn(mode))}
            </table>`,
      )}
    </div>`,
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll("td").length).toBeGreaterThan(0);
  },
});

const from = ({ from: property }: Token) =>
  property === undefined ? "follows from others" : html`<code>${property}</code>`;

/** What each colour is, and what a street sets to change it. */
export const Colours = page(
  (tokens) =>
    html`<tbody>
      ${tokens
        .filter(({ value }) => rgbOf(value) !== undefined)
        .map(
          (one) =>
            html`<tr>
              <td><i style="background: ${one.value}"></i></td>
              <th scope="row"><code>${one.name}</code></th>
              <td><code>${one.value}</code></td>
              <td>${from(one)}</td>
            </tr>`,
        )}
    </tbody>`,
);

const pairs = [
  ["--ink", "--paper"],
  ["--ink", "--surface"],
  ["--muted", "--paper"],
  ["--accent", "--paper"],
  ["--accent", "--surface"],
  ["--on-accent", "--accent"],
  ["--ink", "--tint"],
  ["--red", "--paper"],
  ["--red", "--red-tint"],
] as const;

/** Text on its ground: at least 4.5:1, in elder mode 7:1. */
export const Contrast: StoryObj = {
  ...page((tokens) => {
    const valueOf = (name: string) => tokens.find((one) => one.name === name)?.value ?? "";
    return html`<tbody>
      ${pairs.map(
        ([text, ground]) =>
          html`<tr>
            <td style="background: ${valueOf(ground)}; color: ${valueOf(text)}">19:00–20:00 空闲</td>
            <th scope="row"><code>${text}</code> on <code>${ground}</code></th>
            <td data-ratio>${contrast(valueOf(text), valueOf(ground)).toFixed(2)}</td>
          </tr>`,
      )}
    </tbody>`;
  }),
};
const show = Contrast.play;
Contrast.play = async (context) => {
  await show?.(context);
  const tables = [...context.canvasElement.querySelectorAll("table")];
  for (const [i, least] of [4.5, 7].entries()) {
    const ratios = [...(tables[i]?.querySelectorAll("[data-ratio]") ?? [])].map((one) => Number(one.textContent));
    await expect(ratios.length).toBe(pairs.length);
    await expect(Math.min(...ratios)).toBeGreaterThanOrEqual(least);
  }
};

const sizes = ["--text", "--lead", "--large", "--huge"];

/** Sizes of text; all follow from one. */
export const Type = page(
  (tokens) =>
    html`<tbody>
      ${tokens
        .filter(({ name }) => sizes.includes(name))
        .map((one) => {
          const base = tokens.find(({ name }) => name === "--text")?.value ?? "16px";
          return html`<tr>
            <td style="--text: ${base}; font-size: ${one.value}; font-variant-numeric: tabular-nums">
              12月2日 周三 19:00 宁围篮球公园 ¥12.50
            </td>
            <th scope="row"><code>${one.name}</code></th>
            <td><code>${one.value}</code></td>
          </tr>`;
        })}
    </tbody>`,
);

/** Gaps and what a thumb needs. */
export const Space = page(
  (tokens) =>
    html`<tbody>
      ${tokens
        .filter(({ name, value }) => !sizes.includes(name) && /^[\d.]+px$/.test(value))
        .map(
          (one) =>
            html`<tr>
              <td><i style="width: ${one.value}; height: ${one.value}; background: #0b5c56"></i></td>
              <th scope="row"><code>${one.name}</code></th>
              <td><code>${one.value}</code></td>
            </tr>`,
        )}
    </tbody>`,
);
