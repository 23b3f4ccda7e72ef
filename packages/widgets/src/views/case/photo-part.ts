import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import type { Field } from "../../form/fields.js";
import type { FormHost } from "../../form/host.js";
import { fill } from "../../lib/words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";

/** A photo, asked for at once: it says more than words. */
export function photoPart(field: Field, { words }: Screen, { more }: FlowWords): Part {
  let asked: FormHost | undefined;
  return {
    id: field.at,
    name: words.label(`record${field.at}`),
    required: field.required,
    answer: () => {
      const photos = asked?.get(field.at);
      return Array.isArray(photos) ? fill(more.photoCount, { n: photos.length }) : "";
    },
    render: (host) => {
      asked = host;
      return host.field(field);
    },
  };
}
