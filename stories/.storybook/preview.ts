import manifest from "@linli/widgets/custom-elements.json" with { type: "json" };
import { setCustomElementsManifest } from "@storybook/web-components-vite";
import type { Preview } from "@storybook/web-components-vite";
import "./preview.css";

setCustomElementsManifest(manifest);

/** In tests what is wrong is told, and not all that is right: hundreds of stories send it over a wire. */
const isTest = "__vitest_browser__" in globalThis;

const preview: Preview = {
  initialGlobals: { locale: "zh-CN", mode: "normal" },
  globalTypes: {
    locale: {
      description: "Language",
      toolbar: {
        icon: "globe",
        dynamicTitle: true,
        items: [
          { value: "zh-CN", title: "中文" },
          { value: "en", title: "English" },
          { value: "ko", title: "한국어" },
          { value: "turn", title: "In turn, as in tests" },
        ],
      },
    },
    mode: {
      description: "Mode",
      toolbar: {
        icon: "accessibility",
        dynamicTitle: true,
        items: [
          { value: "normal", title: "Normal" },
          { value: "elder", title: "Elder mode" },
          { value: "turn", title: "In turn, as in tests" },
        ],
      },
    },
  },
  parameters: {
    a11y: { test: "error", ...(isTest && { options: { resultTypes: ["violations"] } }) },
    backgrounds: { disable: true },
    controls: { expanded: true },
    docs: { codePanel: false },
    options: { storySort: { order: ["Design guide", ["Principles", "Tokens"], "Pages", "Scenarios", "Elements"] } },
    viewport: {
      options: {
        phone: { name: "Phone", styles: { width: "390px", height: "844px" } },
        tablet: { name: "Tablet", styles: { width: "820px", height: "1180px" } },
        desk: { name: "Desk", styles: { width: "1280px", height: "900px" } },
      },
    },
  },
};

export default preview;
