import type { StoryContext, StoryObj } from "@storybook/web-components-vite";
import type { TemplateResult } from "lit";
import { screen } from "../page/screen.js";
import type { StoryStreet } from "../page/story-street.js";
import { readingOf } from "./reading-of.js";

/** What a story has before it is shown. */
export interface Scene {
  readonly street: StoryStreet;
  /** Who looks at the screen. */
  readonly person: string;
  /** The record that it is about, if there is one. */
  readonly record?: string | undefined;
}

/** What a story's play step gets to work with. */
export interface Playing extends Scene {
  readonly canvas: HTMLElement;
  readonly step: StoryContext["step"];
}

/** How a story is made. */
export interface Making {
  /** Counts stories: language and mode take turns. */
  readonly turn: number;
  /** Makes its street. */
  readonly scene: () => Promise<Scene>;
  /** What stands inside the street. */
  readonly show: (scene: Scene) => TemplateResult;
  readonly play: (playing: Playing) => Promise<void>;
  /** In which mode it always is. */
  readonly mode?: "elder" | undefined;
}

/** Makes a story on a street of its own: it is there before anything is shown. */
export function makeStory({ turn, scene, show, play, mode }: Making): StoryObj {
  return {
    loaders: [async () => ({ ...(await scene()) })],
    render: (_, { loaded, globals }) => {
      const made = loaded as unknown as Scene;
      const reading = readingOf(globals, turn);
      return screen(made.street, made.person, { ...reading, ...(mode && { mode }) }, show(made));
    },
    play: async ({ canvasElement, loaded, step }) =>
      play({ ...(loaded as unknown as Scene), canvas: canvasElement, step }),
  };
}
