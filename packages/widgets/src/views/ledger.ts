import { defineElement } from "../lib/define-element.js";
import { LedgerView } from "./ledger/ledger-view.js";

defineElement("community-ledger-view", LedgerView);

export { LedgerView };
