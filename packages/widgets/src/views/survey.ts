import { defineElement } from "../lib/define-element.js";
import { SurveyView } from "./survey/survey-view.js";

defineElement("community-survey-view", SurveyView);

export { SurveyView };
