/** A point of the earth as records and things carry it: WGS-84, degrees. */
export interface MapPoint {
  readonly lat: number;
  readonly lon: number;
}

/** What a map shows somewhere. */
export interface MapPlace extends MapPoint {
  readonly id: string;
  readonly name: string;
  /** Said when it is chosen: what it is, where, how far. */
  readonly note?: string | undefined;
  /** What it is for the reader, told by its shape; absent: a thing that can be chosen. */
  readonly sort?: "thing" | "matter" | "helper" | undefined;
}
