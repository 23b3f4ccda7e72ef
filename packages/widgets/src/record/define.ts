import { defineElement } from "../lib/define-element.js";
import { CommunityRecord } from "./community-record.js";

defineElement("community-record", CommunityRecord);

export { CommunityRecord };
