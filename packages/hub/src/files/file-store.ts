/** Where the bytes of files lie, sealed: the data base (where none is given), a folder, or a store that speaks S3. */
export interface FileStore {
  /** Keeps bytes under a key (`<street>/<id>`), durably before it resolves; the same again does nothing. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  /** Gives them; `undefined`: there are none. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  /** Deletes them; it is no fault where there are none. */
  readonly delete: (key: string) => Promise<void>;
}
