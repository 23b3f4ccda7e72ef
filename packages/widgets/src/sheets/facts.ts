import { css } from "./facts.css.js";
import { addStyles } from "./sheets.js";

addStyles(css);
