import { defineElement } from "../lib/define-element.js";
import { DeliberationView } from "./deliberation/deliberation-view.js";

defineElement("community-deliberation-view", DeliberationView);

export { DeliberationView };
