/** Colours and sizes of a map, as the stylesheet around it has them now. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly paper: string;
  readonly surface: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly red: string;
  /** Size of text, in pixels. */
  readonly text: number;
  readonly font: string;
}

const names = {
  ink: "--ink",
  muted: "--muted",
  line: "--line",
  paper: "--paper",
  surface: "--surface",
  accent: "--accent",
  onAccent: "--on-accent",
  red: "--red",
} as const;

/** Reads them off an element: a canvas knows no custom properties, only what they come to. */
export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const before = element.style.color;
  const colours = Object.entries(names).map(([name, property]) => {
    element.style.color = `var(${property})`;
    return [name, style.color] as const;
  });
  element.style.color = before;
  const { text: _, font: __, ...all } = Object.fromEntries(colours) as unknown as Palette;
  return { ...all, text: parseFloat(style.fontSize), font: style.fontFamily };
}
