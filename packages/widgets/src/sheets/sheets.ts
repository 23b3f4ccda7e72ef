import { css as baseCss } from "./base.css.js";
import { sheetOf } from "./sheet-of.js";

/** Tokens, reset, type, fields and buttons: shared by all shadow roots. */
export const base = sheetOf(baseCss);
