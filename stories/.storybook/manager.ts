import { addons } from "storybook/manager-api";
import { create } from "storybook/theming";

addons.setConfig({
  theme: create({
    base: "light",
    brandTitle: "Linli 邻里",
    colorPrimary: "#0b5c56",
    colorSecondary: "#0b5c56",
    appBg: "#f4f1e9",
    appContentBg: "#fbfaf6",
    textColor: "#1b211f",
  }),
});
