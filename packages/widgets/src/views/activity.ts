import { defineElement } from "../lib/define-element.js";
import { ActivityView } from "./activity/activity-view.js";

defineElement("community-activity-view", ActivityView);

export { ActivityView };
