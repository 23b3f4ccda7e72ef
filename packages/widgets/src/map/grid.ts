/** Steps that people can count with, in metres. */
const steps = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
const least = 64;
/** Metres a minute at an elder's pace. */
const pace = 60;

/** Squares that are drawn where there is no other ground: how long their sides are says how far things are apart. */
export interface Grid {
  /** Side of a square, in metres on the ground. */
  readonly metres: number;
  /** Side in Web Mercator's own units. */
  readonly side: number;
}

/** The grid for a resolution (Web Mercator's units a pixel) at a latitude: squares of a size that is told at a glance. */
export function gridFor(resolution: number, lat: number): Grid {
  const stretch = 1 / Math.cos((lat * Math.PI) / 180);
  const metres = steps.find((one) => (one * stretch) / resolution >= least) ?? steps.at(-1) ?? 1;
  return { metres, side: metres * stretch };
}

/** How long it takes to walk so far, in whole minutes; never none. */
export const minutesToWalk = (metres: number): number => Math.max(1, Math.round(metres / pace));

/** The lines of a grid within an extent and a bit beyond, each as two points. */
export function gridLines(
  [left, bottom, right, top]: readonly [number, number, number, number],
  { side }: Grid,
): readonly (readonly [readonly [number, number], readonly [number, number]])[] {
  const [width, height] = [right - left, top - bottom];
  const [from, until] = [[left - width, bottom - height] as const, [right + width, top + height] as const];
  const between = (one: number, other: number) => {
    const first = Math.ceil(one / side);
    return Array.from({ length: Math.max(0, Math.floor(other / side) - first + 1) }, (_, i) => (first + i) * side);
  };
  return [
    ...between(from[0], until[0]).map(
      (x) =>
        [
          [x, from[1]],
          [x, until[1]],
        ] as const,
    ),
    ...between(from[1], until[1]).map(
      (y) =>
        [
          [from[0], y],
          [until[0], y],
        ] as const,
    ),
  ];
}
