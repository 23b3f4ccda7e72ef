import "@linli/widgets/define";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { loadScenario } from "./load-scenario.js";
import type { StoryStreet } from "./story-street.js";

/** How a story is read. */
export interface Reading {
  readonly locale: string;
  readonly mode: "elder" | undefined;
}

/** A street as one of its people sees it, in one language and mode. */
export function screen(
  { id, run }: StoryStreet,
  person: string,
  { locale, mode }: Reading,
  content: unknown,
): TemplateResult {
  const token = run.token(person);
  return html`<community-street
    base-url=${run.baseUrl}
    street=${id}
    locale=${locale}
    mode=${mode ?? nothing}
    scheme="light"
    .fetch=${run.fetch}
    .token=${() => token}
    .contracts=${loadScenario}
    >${content}</community-street
  >`;
}
