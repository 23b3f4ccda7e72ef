import { css } from "./box.css.js";
import { addStyles } from "./sheets.js";

addStyles(css);
