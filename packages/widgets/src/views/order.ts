import { defineElement } from "../lib/define-element.js";
import { OrderView } from "./order/order-view.js";

defineElement("community-order-view", OrderView);

export { OrderView };
