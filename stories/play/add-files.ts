import type { Json } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import type { Answer } from "./answer.js";
import { find, until } from "./look.js";

/** Sends as many photos or files as are wanted; they get ids of their own. */
export async function addFiles({ form, at, wanted, schema }: Answer): Promise<boolean> {
  const group = form.renderRoot.querySelector<HTMLElement>(`fieldset[id="${CSS.escape(at)}"]`);
  const input = group === null ? undefined : find<HTMLInputElement>(group, "input[type=file]:not([capture])");
  if (group === null || input === undefined) return false;
  const before = form.model.get(at) as Json | undefined;
  const wantedCount = Array.isArray(wanted) ? wanted.length : 1;
  const there = Array.isArray(before) && before.length < wantedCount ? before.length : 0;
  if (there === 0) await removeAll(form, group, at);
  const count = wantedCount - there;
  const items = schema.items as { readonly [key: string]: unknown } | undefined;
  const isPhoto = String(schema["x-type"] ?? items?.["x-type"]).startsWith("photo");
  const chosen = new DataTransfer();
  for (let i = 0; i < count; i++)
    chosen.items.add(
      isPhoto ? await photo(i) : new File(["%PDF-1.4\n%%EOF\n"], `page-${i + 1}.pdf`, { type: "application/pdf" }),
    );
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await until("files that were sent", form, () => {
    const now = form.model.get(at) as Json | undefined;
    return Array.isArray(now)
      ? now.length >= wantedCount && now.every((one) => one !== "")
      : !Array.isArray(wanted) && now !== undefined;
  });
  return true;
}

/** Takes away what is there: other files are wanted. */
async function removeAll(form: CommunityForm, group: HTMLElement, at: string): Promise<void> {
  for (;;) {
    const button = find<HTMLButtonElement>(group, ".file button");
    if (button === undefined) break;
    button.click();
    await form.updateComplete;
  }
  await until("no files", form, () => form.model.get(at) === undefined);
}

/** A picture as a phone would take it, of a wall at dusk. */
async function photo(index: number): Promise<File> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 240];
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.fillStyle = `hsl(${30 + index * 40} 20% 45%)`;
    context.fillRect(0, 0, 320, 240);
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.7));
  return new File(blob === null ? [] : [blob], `photo-${index + 1}.jpg`, { type: "image/jpeg" });
}
