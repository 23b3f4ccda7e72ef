import { css } from "../../sheets/booking.css.js";
import { sheetOf } from "../../sheets/sheet-of.js";

/** Day strip and time grid. */
export const booking = sheetOf(css);
