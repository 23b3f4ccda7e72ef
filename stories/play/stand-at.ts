/** Where the device says that it is. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** Puts the page's device at a place, so that no story asks its reader where she really is. */
export function standAt({ lat, lon }: Point): void {
  const coords = { latitude: lat, longitude: lon, accuracy: 8 } as GeolocationCoordinates;
  const getCurrentPosition: Geolocation["getCurrentPosition"] = (found) =>
    found({ coords, timestamp: Date.now() } as GeolocationPosition);
  Object.defineProperty(navigator, "geolocation", { configurable: true, value: { getCurrentPosition } });
}
