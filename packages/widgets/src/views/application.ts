import { defineElement } from "../lib/define-element.js";
import { ApplicationView } from "./application/application-view.js";

defineElement("community-application-view", ApplicationView);

export { ApplicationView };
