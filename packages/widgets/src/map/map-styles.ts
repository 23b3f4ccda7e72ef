import type Feature from "ol/Feature.js";
import { textHeights } from "ol/render/canvas.js";
import Circle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { Palette } from "./palette.js";

/** What a feature of a map is, and how it is drawn. */
export type Drawn = "thing" | "matter" | "helper" | "here" | "point" | "landmark" | "community" | "grid" | "shape";

/** Features carry this. */
export interface Told {
  readonly drawn: Drawn;
  readonly name?: string;
  readonly chosen?: boolean;
}

/**
 * Says how high a line of a font is. OpenLayers would measure it by way of innerHTML, which pages that enforce Trusted
 * Types refuse; what is not enumerable it neither measures nor forgets.
 */
function knowHeight(font: string, pixels: number): void {
  if (!(font in textHeights)) Object.defineProperty(textHeights, font, { value: pixels });
}

/** Says how features look with these colours. What something is shows in its shape, never in colour alone. */
export function stylesFor(palette: Palette): (feature: Feature) => readonly Style[] {
  const { text, ink, muted, line, paper, surface, accent, onAccent, red, font } = palette;
  const size = text / 16;
  const known = new Map<string, readonly Style[]>();
  const words = (name: string, { colour = ink, weight = 600, scale = 1, away = 0 } = {}) =>
    new Text({
      text: name,
      font: fontOf(text * 0.875 * scale, weight),
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: paper, width: 4 }),
      offsetY: away,
      textBaseline: away === 0 ? "middle" : "top",
      overflow: true,
    });
  const fontOf = (pixels: number, weight: number) => {
    const said = `${weight} ${pixels}px ${font}`;
    knowHeight(said, pixels * 1.3);
    return said;
  };
  const rim = (color: string, width = 2) => new Stroke({ color, width });
  const always = { declutterMode: "none" } as const;
  const dot = (radius: number, fill: string, stroke: string, width = 2) =>
    new Circle({ radius: radius * size, fill: new Fill({ color: fill }), stroke: rim(stroke, width), ...always });
  const square = (points: number, radius: number, colour: string, angle = 0) =>
    new RegularShape({
      points,
      radius: radius * size,
      angle,
      fill: new Fill({ color: colour }),
      stroke: rim(surface),
      ...always,
    });

  const make = ({ drawn, name = "", chosen = false }: Told, kind: string): readonly Style[] => {
    const under = (radius: number) => words(name, { away: radius * size + 4 });
    switch (drawn) {
      case "thing":
        return chosen
          ? [
              new Style({ image: dot(15, accent, surface, 3), zIndex: 5 }),
              new Style({
                image: dot(5, onAccent, onAccent, 0),
                text: words(name, { weight: 700, scale: 1.1, away: 20 * size }),
                zIndex: 6,
              }),
            ]
          : [new Style({ image: dot(9, accent, surface), text: under(9), zIndex: 3 })];
      case "matter":
        return [
          new Style({ image: square(4, 15, red), text: words(name, { weight: 700, away: 17 * size }), zIndex: 7 }),
        ];
      case "helper":
        return [new Style({ image: square(3, 12, accent), text: under(10), zIndex: 4 })];
      case "here":
        return [
          new Style({ image: dot(16, "transparent", ink, 2), zIndex: 8 }),
          new Style({ image: dot(6, ink, surface), text: words(name, { weight: 700, away: 18 * size }), zIndex: 8 }),
        ];
      case "point":
        return [
          new Style({ image: square(4, 16, accent), text: words(name, { weight: 700, away: 18 * size }), zIndex: 9 }),
          new Style({ image: dot(4, onAccent, onAccent, 0), zIndex: 9 }),
        ];
      case "landmark":
        return [
          new Style({
            image: dot(3, muted, paper, 1),
            text: words(name, { colour: muted, weight: 400, scale: 0.9, away: 6 * size }),
            zIndex: 1,
          }),
        ];
      case "community":
        return [new Style({ text: words(name, { colour: muted, weight: 400, scale: 1.5 }), zIndex: 2 })];
      case "grid":
        return [new Style({ stroke: rim(line, 1) })];
      case "shape":
        return [shape(kind)];
    }
  };
  const shape = (kind: string): Style => {
    if (kind === "water") return new Style({ fill: new Fill({ color: line }), stroke: rim(line, 6) });
    if (kind === "boundary") return new Style({ stroke: new Stroke({ color: muted, width: 2, lineDash: [8, 6] }) });
    return new Style({ stroke: rim(surface, 6), fill: new Fill({ color: surface }) });
  };
  return (feature) => {
    const told = feature.get("told") as Told | undefined;
    const kind = String(feature.get("kind") ?? "");
    const key = JSON.stringify([told, kind]);
    const made = known.get(key) ?? make(told ?? { drawn: "shape" }, kind);
    known.set(key, made);
    return made;
  };
}
