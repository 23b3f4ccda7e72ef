import { Graph, layout } from "@dagrejs/dagre";
import type { Edge } from "@dagrejs/dagre";
import type { Labels, Machine } from "@linli/contracts";

const rowHeight = 34;
const gap = 12;

/** Draws a scenario's states and the actions between them as SVG; no scripts, no fonts, readable in print and by a reader. */
export function statePicture(machine: Machine, labels: Labels, title: string): string {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 46, marginx: gap, marginy: gap });
  graph.setDefaultEdgeLabel(() => ({}));
  const say = (path: string, id: string): string => labels[path] ?? id;
  for (const state of machine.states) {
    const text = say(`states/${state}`, state);
    graph.setNode(state, { label: text, width: widthOf(text) + 28, height: rowHeight });
  }
  for (const [pair, actions] of arrows(machine)) {
    const [from = "", to = ""] = pair.split("→");
    const text = [...actions].map((action) => say(`actions/${action}`, action)).join(" · ");
    const shown = text.length > 26 ? `${text.slice(0, 25)}…` : text;
    graph.setEdge(from, to, { label: shown, full: text, width: widthOf(shown), height: 16, labelpos: "c" });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  const nodes = graph.nodes().map((state: string) => {
    const { x = 0, y = 0, width: wide = 0, label = "" } = graph.node(state) as Drawn;
    const isEnd = machine.pattern.states[state]?.end === true;
    return (
      `<rect x="${round(x - wide / 2)}" y="${round(y - rowHeight / 2)}" width="${round(wide)}" height="${rowHeight}" rx="${isEnd ? 17 : 6}" class="${isEnd ? "end" : "state"}"/>` +
      `<text x="${round(x)}" y="${round(y + 5)}">${escaped(label)}</text>`
    );
  });
  const edges = graph.edges().map((edge: Edge) => {
    const { points = [], x = 0, y = 0, label = "", full = "" } = graph.edge(edge) as Drawn;
    const path = points.map((point, i) => `${i === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`).join("");
    const name = label === "" ? "" : `<text x="${round(x)}" y="${round(y + 4)}" class="act">${escaped(label)}</text>`;
    return `<g><title>${escaped(full)}</title><path d="${path}"/>${name}</g>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" role="img">` +
    `<title>${escaped(title)}</title><style>${style}</style>` +
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z" class="tip"/></marker></defs>` +
    `<rect width="100%" height="100%" class="ground"/>${edges.join("")}${nodes.join("")}</svg>\n`
  );
}

interface Drawn {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly label?: string;
  readonly full?: string;
  readonly points?: readonly { readonly x: number; readonly y: number }[];
}

/** Actions by the pair of states that they lead from and to; those that stay where they are say nothing here. */
function arrows({ moves, pattern }: Machine): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { from, to, action } of moves) {
    if (from === to || pattern.actions[action] === undefined) continue;
    const pair = `${from}→${to}`;
    found.set(pair, (found.get(pair) ?? new Set()).add(action));
  }
  return found;
}

/** How wide a text is at 14 pixels, about: a Han character or Hangul syllable is a square. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u1100-\uffff]/.test(sign) ? 14 : 7.6), 0);

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style =
  "text{font:14px system-ui,sans-serif;text-anchor:middle;fill:#1b211f}.act{font-size:12px;fill:#40504b;paint-order:stroke;stroke:#fbfaf6;stroke-width:4px}" +
  "path{fill:none;stroke:#7b8a85;stroke-width:1.4;marker-end:url(#tip)}.tip{fill:#7b8a85;stroke:none}.ground{fill:#fbfaf6}" +
  ".state{fill:#fff;stroke:#0b5c56;stroke-width:1.6}.end{fill:#e7efec;stroke:#0b5c56;stroke-width:1.2}";
