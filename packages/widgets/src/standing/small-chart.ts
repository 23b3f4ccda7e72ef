import { html, nothing } from "lit";
import { svg } from "lit/html.js";
import { css } from "../sheets/chart.css.js";
import { addStyles } from "../sheets/sheets.js";

addStyles(css);

/** A point of a chart: when, how much, both also in words. */
export interface ChartPoint {
  readonly value: number;
  readonly when: string;
  readonly said: string;
}

/** What a chart shows: one message as its title, the points in their order, a line to be reached where there is one. */
export interface Chart {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly target?: { readonly value: number; readonly said: string } | undefined;
  /** Names of the table's columns. */
  readonly columns: readonly [when: string, value: string];
  /** Opens the table. */
  readonly asTable: string;
}

const [width, height, left, bottom, top] = [320, 132, 8, 22, 18];
const mostLabels = 4;

/**
 * A few bars from zero with their own labels, and the same as a table: the picture is for the eye, the table for everybody.
 * Nothing is told by colour alone; it prints in black and white.
 */
export function smallChart({ title, points, target, columns, asTable }: Chart): unknown {
  if (points.length === 0) return nothing;
  const most = Math.max(...points.map(({ value }) => value), target?.value ?? 0, 1e-9);
  const step = (width - left * 2) / points.length;
  const y = (value: number) => height - bottom - (Math.max(value, 0) / most) * (height - bottom - top);
  const thick = Math.min(step * 0.7, 40);
  const every = Math.ceil(points.length / mostLabels);
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${points.map(({ value, said, when }, i) => {
        const x = left + i * step;
        const isSaid = points.length <= 6 || i === points.length - 1;
        const isLabelled = i % every === 0;
        return svg`<rect x=${x + (step - thick) / 2} y=${y(value)} width=${thick} height=${height - bottom - y(value)}></rect>
          ${isSaid ? svg`<text x=${x + step / 2} y=${y(value) - 4} class="value">${said}</text>` : nothing}
          ${isLabelled ? svg`<text x=${x + step / 2} y=${height - 6}>${when}</text>` : nothing}`;
      })}
      <line x1=${left} x2=${width - left} y1=${height - bottom} y2=${height - bottom}></line>
      ${
        target === undefined
          ? nothing
          : svg`<line class="target" x1=${left} x2=${width - left} y1=${y(target.value)} y2=${y(target.value)}></line>
              <text class="goal" x=${width - left} y=${y(target.value) - 4}>${target.said}</text>`
      }
    </svg>
    <details class="more-of">
      <summary>${asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${columns[0]}</th>
            <th scope="col">${columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          ${points.map(
            ({ when, said }) =>
              html`<tr>
                <td>${when}</td>
                <td>${said}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}
