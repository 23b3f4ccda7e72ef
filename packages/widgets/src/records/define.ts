import { defineElement } from "../lib/define-element.js";
import { CommunityRecords } from "./community-records.js";

defineElement("community-records", CommunityRecords);

export { CommunityRecords };
