import { OpenView } from "../flow/open-view.js";
import { defineElement } from "../lib/define-element.js";

defineElement("community-open-view", OpenView);

export { OpenView };

declare global {
  interface HTMLElementTagNameMap {
    "community-open-view": OpenView;
  }
}
