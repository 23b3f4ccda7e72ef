import { defineElement } from "../lib/define-element.js";
import { TaskView } from "./task/task-view.js";

defineElement("community-task-view", TaskView);

export { TaskView };
