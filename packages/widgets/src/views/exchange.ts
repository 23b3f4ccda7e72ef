import { defineElement } from "../lib/define-element.js";
import { ExchangeView } from "./exchange/exchange-view.js";

defineElement("community-exchange-view", ExchangeView);

export { ExchangeView };
