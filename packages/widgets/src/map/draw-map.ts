import Feature from "ol/Feature.js";
import Map from "ol/Map.js";
import View from "ol/View.js";
import { focus } from "ol/events/condition.js";
import { boundingExtent } from "ol/extent.js";
import GeoJSON from "ol/format/GeoJSON.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import DragPan from "ol/interaction/DragPan.js";
import KeyboardPan from "ol/interaction/KeyboardPan.js";
import KeyboardZoom from "ol/interaction/KeyboardZoom.js";
import MouseWheelZoom from "ol/interaction/MouseWheelZoom.js";
import PinchZoom from "ol/interaction/PinchZoom.js";
import TileLayer from "ol/layer/Tile.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import { getDistance } from "ol/sphere.js";
import VectorSource from "ol/source/Vector.js";
import XYZ from "ol/source/XYZ.js";
import type { Basemap } from "./basemap.js";
import { loadDatumShift } from "./datum.js";
import { gridFor, gridLines } from "./grid.js";
import type { MapPlace, MapPoint } from "./map-place.js";
import { stylesFor } from "./map-styles.js";
import type { Told } from "./map-styles.js";
import { paletteOf } from "./palette.js";

/** What is to be seen on a map. */
export interface MapContent {
  readonly places: readonly MapPlace[];
  /** What else is there, to find one's way. */
  readonly landmarks: readonly MapPlace[];
  /** Names of neighbourhoods, in their middle. */
  readonly communities: readonly MapPlace[];
  /** Id of the place that is looked at. */
  readonly chosen: string | undefined;
  /** The point that was taken. */
  readonly point: (MapPoint & { readonly name: string }) | undefined;
  /** Where the reader is. */
  readonly here: (MapPoint & { readonly name: string }) | undefined;
}

/** What a map tells. All points are WGS-84. */
export interface MapHearer {
  readonly pointed: (point: MapPoint, place: string | undefined) => void;
  /** How long the side of a square is now, in metres; `undefined`: there is a ground, no squares. */
  readonly measured: (metres: number | undefined) => void;
  /** Tiles do not come: the plain drawing is shown. */
  readonly withoutTiles: () => void;
}

/** A map that is drawn. */
export interface DrawnMap {
  readonly show: (content: MapContent) => void;
  /** Brings all places into view; gives false where there is nothing to be seen. */
  readonly fit: () => boolean;
  readonly zoomBy: (levels: number) => void;
  readonly moveTo: (point: MapPoint) => void;
  /** The point in the middle. */
  readonly middle: () => MapPoint;
  /** How far two points are apart as the crow flies, in metres. */
  readonly apart: (one: MapPoint, other: MapPoint) => number;
  /** Draws it again in the colours that hold now. */
  readonly repaint: () => void;
  readonly close: () => void;
}

const closest = 16;
const reach = 14;
const together = 0.6;

/** Draws a map into an element that has a size. */
export async function drawMap(target: HTMLElement, basemap: Basemap, hearer: MapHearer): Promise<DrawnMap> {
  const shift = await loadDatumShift(basemap.tiles === undefined ? "WGS-84" : basemap.datum);
  const project = (point: MapPoint): [number, number] => {
    const { lon, lat } = shift.onto(point);
    return fromLonLat([lon, lat]) as [number, number];
  };
  const unproject = (coordinate: readonly number[]): MapPoint => {
    const [lon = 0, lat = 0] = toLonLat([...coordinate]);
    const { lat: y, lon: x } = shift.back({ lat, lon });
    return { lat: metreExact(y), lon: metreExact(x) };
  };
  const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150;
  const [ground, marks, places] = [new VectorSource(), new VectorSource(), new VectorSource()];
  let content: MapContent | undefined;
  let hasTiles = basemap.tiles !== undefined;

  const view = new View({ minZoom: 8, maxZoom: 19, zoom: 15, center: [0, 0], constrainRotation: true });
  const layers = [ground, marks, places].map(
    (source, i) =>
      new VectorLayer({ source, declutter: i > 0, updateWhileAnimating: true, updateWhileInteracting: true }),
  );
  const paint = () => {
    const styles = stylesFor(paletteOf(target));
    for (const layer of layers) layer.setStyle((feature) => [...styles(feature as Feature)]);
  };
  paint();
  const tiles = basemap.tiles === undefined ? [] : [tileLayer(basemap.tiles)];
  const map = new Map({
    target,
    // Else it listens at the host of the shadow root, which it then finds to be no part of the document.
    keyboardEventTarget: target,
    view,
    controls: [],
    layers: [...tiles, ...layers],
    interactions: [
      new DragPan(),
      new PinchZoom(),
      new MouseWheelZoom({ condition: focus }),
      new KeyboardPan({ pixelDelta: 64, duration }),
      new KeyboardZoom({ duration }),
    ],
  });

  function tileLayer(url: string): TileLayer {
    const source = new XYZ({ url, maxZoom: 18 });
    source.on("tileloaderror", () => {
      if (!hasTiles) return;
      hasTiles = false;
      layer.setVisible(false);
      hearer.withoutTiles();
      drawGround();
    });
    const layer = new TileLayer({ source });
    return layer;
  }

  let shapes: readonly Feature[] = [];
  if (basemap.shapes !== undefined && !hasTiles) {
    void fetch(basemap.shapes)
      .then(async (answer) => {
        const format = new GeoJSON({ featureProjection: "EPSG:3857" });
        shapes = format.readFeatures(await answer.json());
        drawGround();
      })
      // Without shapes the squares remain.
      .catch(() => undefined);
  }

  function drawGround(): void {
    const size = map.getSize();
    const centre = view.getCenter();
    if (hasTiles || size === undefined || centre === undefined) return hearer.measured(undefined);
    const grid = gridFor(view.getResolution() ?? 1, toLonLat(centre)[1] ?? 0);
    const lines = gridLines(view.calculateExtent(size) as [number, number, number, number], grid);
    ground.clear(true);
    ground.addFeatures([
      ...lines.map((line) => featureOf(new LineString(line.map((end) => [...end])), { drawn: "grid" })),
      ...shapes,
      ...(content?.communities ?? []).map((one) => markOf(one, { drawn: "community" })),
    ]);
    hearer.measured(grid.metres);
  }
  map.on("moveend", drawGround);

  map.on("click", ({ pixel, coordinate }) => {
    const hit = map.forEachFeatureAtPixel(pixel, (feature) => feature.getId(), {
      hitTolerance: reach,
      layerFilter: (layer) => layer === layers[2],
    });
    hearer.pointed(unproject(coordinate), hit === undefined ? undefined : String(hit));
  });

  const markOf = (place: MapPlace, told: Told) => {
    const feature = featureOf(new Point(project(place)), { name: place.name, ...told });
    feature.setId(place.id);
    return feature;
  };
  const seen = () => {
    const { places = [], landmarks = [], point, here } = content ?? {};
    const near = [...places, ...[point, here].filter((one) => one !== undefined)];
    return near.length > 0 ? near : mostOf(landmarks);
  };

  return {
    show: (next) => {
      content = next;
      const { landmarks, chosen, point, here } = next;
      const shown = new Set(next.places.map(({ id }) => id));
      marks.clear(true);
      marks.addFeatures(landmarks.filter(({ id }) => !shown.has(id)).map((one) => markOf(one, { drawn: "landmark" })));
      drawGround();
      places.clear(true);
      places.addFeatures([
        ...next.places.map((one) => markOf(one, { drawn: one.sort ?? "thing", chosen: one.id === chosen })),
        ...(here === undefined ? [] : [featureOf(new Point(project(here)), { drawn: "here", name: here.name })]),
        ...(point === undefined ? [] : [featureOf(new Point(project(point)), { drawn: "point", name: point.name })]),
      ]);
    },
    fit: () => {
      const all = seen();
      map.updateSize();
      if (all.length === 0 && basemap.centre === undefined) return false;
      const extent = boundingExtent((all.length > 0 ? all : [basemap.centre as MapPoint]).map(project));
      view.fit(extent, { padding: [52, 56, 52, 56], maxZoom: closest });
      return true;
    },
    zoomBy: (levels) => view.animate({ zoom: (view.getZoom() ?? closest) + levels, duration }),
    moveTo: (point) => view.animate({ center: project(point), zoom: Math.max(view.getZoom() ?? 0, 15), duration }),
    middle: () => unproject(view.getCenter() ?? [0, 0]),
    apart: (one, other) => getDistance([one.lon, one.lat], [other.lon, other.lat]),
    repaint: paint,
    close: () => map.setTarget(undefined),
  };
}

/** Those that lie together: what is far off would make all else too small to be told apart. */
function mostOf(points: readonly MapPoint[]): readonly MapPoint[] {
  const middle = (of: "lat" | "lon") => points.map((one) => one[of]).sort((a, b) => a - b)[points.length >> 1] ?? 0;
  const [lon, lat] = [middle("lon"), middle("lat")];
  const far = (one: MapPoint) => getDistance([one.lon, one.lat], [lon, lat]);
  return [...points].sort((a, b) => far(a) - far(b)).slice(0, Math.ceil(points.length * together));
}

function featureOf(geometry: Point | LineString, told: Told): Feature {
  const feature = new Feature(geometry);
  feature.set("told", told);
  return feature;
}

// Five digits of a degree are about a metre; more would claim what nobody knows.
const metreExact = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
