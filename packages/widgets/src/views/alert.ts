import { defineElement } from "../lib/define-element.js";
import { AlertView } from "./alert/alert-view.js";

defineElement("community-alert-view", AlertView);

export { AlertView };
