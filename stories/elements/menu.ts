import type { StoryObj } from "@storybook/web-components-vite";
import type { TemplateResult } from "lit";
import { expect } from "storybook/test";
import { makeSampleStreet } from "../page/sample-street.js";
import { find, findAll, settle, until } from "../play/look.js";
import { makeStory } from "../scenario/scene.js";

/** A menu of what the sample street offers. */
export const menu = (show: () => TemplateResult, turn = 0): StoryObj =>
  makeStory({
    turn,
    scene: async () => ({ street: await makeSampleStreet(), person: "qian" }),
    show,
    play: async ({ canvas, street }) => {
      await until("what is offered", canvas, () => find(canvas, ".menu li"));
      await settle(canvas, street.underWay);
      await expect(findAll(canvas, ".menu li").length).toBeGreaterThan(0);
    },
  });
