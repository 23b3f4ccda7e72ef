import type { Client } from "@linli/sdk";
import type { CommunityStreet } from "./community-street.js";

/** Streets that are followed, with what they were when that began. */
const followed = new WeakMap<CommunityStreet, AbortController>();

/** How often it is looked whether the street is another one by now, or gone. */
const look = 2000;

/**
 * Follows whether a street changes how it does things, and lets all that is inside ask anew when it does. Ends with the
 * element; where nobody may follow events, what is shown stays as it was read.
 */
export function followProfile(street: CommunityStreet): void {
  if (followed.has(street)) return;
  const leaving = new AbortController();
  followed.set(street, leaving);
  let { client } = street.context;
  const watch = setInterval(() => {
    if (street.isConnected && street.context.client === client) return;
    clearInterval(watch);
    leaving.abort();
    followed.delete(street);
    if (street.isConnected) followProfile(street);
  }, look);
  void listen(client, leaving.signal, () => {
    street.refresh();
    // It is still the same street: who follows it goes on.
    ({ client } = street.context);
    street.dispatchEvent(new CustomEvent("linli-profile", { bubbles: true, composed: true }));
  });
}

async function listen(client: Client, signal: AbortSignal, changed: () => void): Promise<void> {
  try {
    for await (const { type } of client.events({ mine: true, signal })) {
      if (type.startsWith("profile.")) changed();
    }
  } catch {
    // Not signed in, or not allowed to follow.
  }
}
