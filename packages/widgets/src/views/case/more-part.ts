import { html } from "lit";
import { live } from "lit/directives/live.js";
import type { Json, Pointer } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import type { Field } from "../../form/fields.js";
import type { FormHost } from "../../form/host.js";
import { sayValue } from "../../form/say-value.js";
import type { Words } from "../../lib/words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";

/** What is needed to ask. */
export interface Details {
  readonly fields: readonly Field[];
  readonly words: Words;
  readonly flow: FlowWords;
  readonly value: { readonly [name: string]: Json | undefined };
  readonly isOpen: boolean;
  readonly toggled: (isOpen: boolean) => void;
}

/** All that may be left out, folded away until somebody wants it; what is wrong in it stays in sight. */
export function morePart({ fields, words, flow, value, isOpen, toggled }: Details): Part {
  const isFilled = ({ at }: Field) => value[at.slice(1)] !== undefined;
  return {
    id: "?details",
    name: flow.say("moreDetails"),
    required: false,
    answer: () =>
      fields
        .filter(isFilled)
        .map((field) =>
          sayValue(field.schema, value[field.at.slice(1)], field.at, {
            words,
            more: flow.more,
            base: "record",
            nameOf: () => undefined,
          }),
        )
        .filter((said) => said !== "")
        .join(words.ui.comma),
    render: (host) =>
      isElder(host)
        ? html`${fields.map(host.field)}`
        : html`<details
            class="more"
            ?open=${live(isOpen || fields.some(({ at }) => hasFault(at, host)))}
            @toggle=${(event: Event) => toggled((event.target as HTMLDetailsElement).open)}
          >
            <summary>${flow.say("moreDetails")}</summary>
            <div class="folded">${fields.map(host.field)}</div>
          </details>`,
  };
}

const isElder = (host: FormHost) => host.street?.mode === "elder";

const hasFault = (at: Pointer, host: FormHost) => host.faultOf(at) !== undefined;
