/** Ways on which somebody may be told beside the screens that follow the hub. */
export const channels = ["sms", "mini-program", "email"] as const;

/** One of them. */
export type Channel = (typeof channels)[number];

/** Another system that is told of what happens in a street. */
export interface Webhook {
  /** Its name in the log of deliveries. */
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  /** Only events of these types; absent: all. */
  readonly types?: readonly string[];
}

/** A letter. */
export interface Mail {
  /** The same at every attempt. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where a street's news go. */
export interface Messaging {
  readonly webhooks?: readonly Webhook[];
  /** The street's gateway for text messages, and for those of its mini program: asked by signed messages. */
  readonly gateways?: {
    readonly [channel in "sms" | "mini-program"]?: { readonly url: string; readonly secret: string };
  };
  /** Sends a letter (see `@linli/hub/mail`). @throws Error with what the mail server said */
  readonly email?: (mail: Mail) => Promise<void>;
  /** Scenarios, or patterns, of which everybody is told by every way for which there is an address, whatever she chose. */
  readonly urgent?: readonly string[];
}
