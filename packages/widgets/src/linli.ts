// What a page embeds: one module that defines all elements and loads the rest beside itself when it is shown.
import "./define.js";
