import { defineElement } from "../lib/define-element.js";
import { CommunityForm } from "./community-form.js";

defineElement("community-form", CommunityForm);

export { CommunityForm };
