import type { ClientRow } from "../store/clients.js";

/** A client as officials see it; its secret is shown once, when it is drawn. */
export interface ClientView {
  readonly id: string;
  readonly kind: "device" | "host";
  readonly name: string;
  /** What it calls itself when it signs in. */
  readonly clientId: string;
  readonly secret?: string;
  readonly scenarios?: readonly string[];
  readonly made: string;
  readonly revoked?: string;
}

/** A client without what only it may know. */
export function clientView(street: string, { id, kind, name, scenarios, made, revoked }: ClientRow): ClientView {
  return {
    id,
    kind,
    name,
    clientId: `${street}.${id}`,
    ...(scenarios === null ? {} : { scenarios }),
    made,
    ...(revoked === null ? {} : { revoked }),
  };
}
