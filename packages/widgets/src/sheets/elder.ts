import { css } from "./elder.css.js";
import { addStyles } from "./sheets.js";

addStyles(css);
