import type { JsonObject } from "@linli/contracts";
import { createHash } from "node:crypto";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { inStreet } from "../store/in-street.js";
import { consumeArtifact, dropArtifact, dropGranted, readArtifact, writeArtifact } from "../store/artifacts.js";
import { readClient } from "../store/clients.js";
import { inIdentity } from "../store/identity.js";
import type { IdentityContext } from "./context.js";

/**
 * Lets the provider keep its things on the hub's data base. Ids that are secrets (codes, tokens, sessions) are kept as their
 * SHA-256, so that nobody who reads the data base can use one. Clients are those that streets have registered.
 */
export function adapterFor(context: IdentityContext): (kind: string) => Adapter {
  return (kind) => (kind === "Client" ? clientsOf(context) : artifactsOf(context, kind));
}

function artifactsOf({ database, clock }: IdentityContext, kind: string): Adapter {
  const now = () => new Date(clock()).toISOString();
  const find = async (by: "id" | "uid" | "code", name: string): Promise<AdapterPayload | undefined> => {
    const asked = { kind, by, name: by === "id" ? hashOf(name) : name, now: now() };
    const body = await inIdentity(database, (query) => readArtifact(query, asked));
    if (body === undefined) return undefined;
    return (by === "id" ? { ...body, jti: name } : body) as AdapterPayload;
  };
  return {
    upsert: async (id, payload, expiresIn) => {
      const { grantId = null, uid = null, userCode = null } = payload;
      // A session is found by its uid alone as well, and then needs the id that it was kept under.
      const body = { ...payload, ...(kind === "Session" ? {} : { jti: undefined }) } as unknown as JsonObject;
      const until =
        expiresIn !== undefined && expiresIn > 0 ? new Date(clock() + expiresIn * 1000).toISOString() : null;
      const row = { kind, id: hashOf(id), body, grant: grantId, uid, code: userCode, until };
      await inIdentity(database, (query) => writeArtifact(query, row));
    },
    find: (id) => find("id", id),
    findByUid: (uid) => find("uid", uid),
    findByUserCode: (code) => find("code", code),
    consume: (id) => inIdentity(database, (query) => consumeArtifact(query, kind, hashOf(id), now())),
    destroy: (id) => inIdentity(database, (query) => dropArtifact(query, kind, hashOf(id))),
    revokeByGrantId: (grant) => inIdentity(database, (query) => dropGranted(query, kind, grant)),
  };
}

/** Devices of streets: `<street>.<id>`. Hosts are none of the provider's: they get no token for themselves. */
function clientsOf({ database }: IdentityContext): Adapter {
  const refuse = () => Promise.reject(new Error("Clients are registered with a street."));
  return {
    find: async (clientId) => {
      const [, street, id] = /^([a-z0-9][a-z0-9-]*)\.([A-Za-z0-9][A-Za-z0-9_~-]*)$/.exec(clientId) ?? [];
      if (street === undefined || id === undefined) return undefined;
      const row = await inStreet(database, street, (query) => readClient(query, street, id));
      if (row === undefined || row.kind !== "device" || row.revoked !== null) return undefined;
      return {
        client_id: clientId,
        client_name: row.name,
        // A hash: the provider compares what a client sends with it (see provider.ts).
        client_secret: row.secret,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: "client_secret_basic",
      };
    },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
