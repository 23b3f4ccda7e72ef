import { css } from "../sheets/record.css.js";
import { sheetOf } from "../sheets/sheet-of.js";

/** Receipt and timeline. */
export const record = sheetOf(css);
