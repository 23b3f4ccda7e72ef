import { defineElement } from "../lib/define-element.js";
import { CommunityServices } from "./community-services.js";

defineElement("community-services", CommunityServices);

export { CommunityServices };
