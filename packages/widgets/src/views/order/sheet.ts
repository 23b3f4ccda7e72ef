import { css } from "../../sheets/order.css.js";
import { sheetOf } from "../../sheets/sheet-of.js";

/** Providers, dishes, weekdays, prices. */
export const order = sheetOf(css);
