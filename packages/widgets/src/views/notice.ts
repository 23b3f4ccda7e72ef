import { defineElement } from "../lib/define-element.js";
import { NoticeView } from "./notice/notice-view.js";

defineElement("community-notice-view", NoticeView);

export { NoticeView };
