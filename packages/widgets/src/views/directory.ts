import { defineElement } from "../lib/define-element.js";
import { DirectoryView } from "./directory/directory-view.js";

defineElement("community-directory-view", DirectoryView);

export { DirectoryView };
