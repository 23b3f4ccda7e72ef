import { html, nothing } from "lit";
import "../certificate/community-certificate.js";
import { sayDay } from "../lib/say-time.js";
import type { Standing } from "./standing.js";

/** The certificate of a record, if it has one, as a slip that can be checked and printed. */
export function certificate({ view, screen, local }: Standing): unknown {
  if (view.certificate === undefined) return nothing;
  const { until } = view.certificate;
  return html`<community-certificate
    class="certificate"
    .certificate=${view.certificate}
    .name=${screen.words.label("title")}
    .until=${until === undefined ? undefined : sayDay(local(until).slice(0, 10), screen.words)}
  ></community-certificate>`;
}
