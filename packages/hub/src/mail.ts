import { createTransport } from "nodemailer";
import type { Mail } from "./protocol/messaging.js";

export type { Mail, Messaging, Webhook } from "./protocol/messaging.js";

/** A mail server of a street's, and in whose name it writes. */
export interface SmtpOptions {
  /** `smtps://user:password@mail.example`, or `smtp://…:587` (STARTTLS where the server has it). */
  readonly url: string;
  /** `宁围街道 <notice@ningwei.example>` */
  readonly from: string;
}

/** Makes what sends letters by SMTP. The same letter has the same Message-ID at every attempt. */
export function smtpMail({ url, from }: SmtpOptions): ((mail: Mail) => Promise<void>) & { readonly close: () => void } {
  const transport = createTransport({ url, connectionTimeout: 20_000, socketTimeout: 20_000 }, { from });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "linli.invalid";
  const send = async ({ id, to, subject, text }: Mail): Promise<void> => {
    await transport.sendMail({ to: { name: "", address: to }, subject, text, messageId: `<${id}@${domain}>` });
  };
  return Object.assign(send, { close: () => transport.close() });
}
