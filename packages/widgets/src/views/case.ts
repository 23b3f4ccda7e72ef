import { defineElement } from "../lib/define-element.js";
import { CaseView } from "./case/case-view.js";

defineElement("community-case-view", CaseView);

export { CaseView };
