import { css } from "./dark.css.js";
import { addStyles } from "./sheets.js";

addStyles(css);
