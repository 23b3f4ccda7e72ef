import { defineElement } from "../lib/define-element.js";
import { IndicatorView } from "./indicator/indicator-view.js";

defineElement("community-indicator-view", IndicatorView);

export { IndicatorView };
