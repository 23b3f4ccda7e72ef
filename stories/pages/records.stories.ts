import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { expect } from "storybook/test";
import { find, findAll, settle, until } from "../play/look.js";
import { sceneAt } from "../scenario/moment.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = { title: "Pages/Records", id: "pages-records", tags: ["!autodocs"] };
export default meta;

const opened = { scenario: "resident-requests.report.snap-report", journey: 0, step: 0, turn: 0 };

/** What a resident has asked for. */
export const Mine = makeStory({
  turn: 0,
  scene: () => sceneAt(opened, { opened: true }),
  show: () => html`<community-records mine></community-records>`,
  play: async ({ canvas, street }) => {
    await until("her record", canvas, () => find(canvas, "[part~=row]"));
    await settle(canvas, street.underWay);
    await expect(findAll(canvas, "[part~=row]").length).toBe(1);
  },
});

/** What waits for somebody's desk; a new matter waits for a tap, so that nothing moves under the hand. */
export const Desk = makeStory({
  turn: 1,
  scene: () => sceneAt(opened, { opened: true, who: async ({ journey }) => workerOf(journey.cast) }),
  show: () => html`<community-records for="handler"></community-records>`,
  play: async ({ canvas, street }) => {
    await until("what waits", canvas, () => find(canvas, "[part~=row]"));
    await settle(canvas, street.underWay);
    await expect(findAll(canvas, "[part~=row]").length).toBeGreaterThan(0);
  },
});

function workerOf(cast: Parameters<typeof Object.entries<{ readonly role: string | readonly string[] }>>[0]): string {
  return (
    Object.entries(cast).find(([, { role }]) =>
      [role].flat().some((one) => one === "community-staff" || one === "grid-worker"),
    )?.[0] ?? ""
  );
}
