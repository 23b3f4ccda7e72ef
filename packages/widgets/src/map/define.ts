import { defineElement } from "../lib/define-element.js";
import { CommunityMap } from "./community-map.js";

defineElement("community-map", CommunityMap);

export { CommunityMap };
