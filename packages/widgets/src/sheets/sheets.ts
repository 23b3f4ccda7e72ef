import { css } from "./base.css.js";

let all = css;

/**
 * The one stylesheet, shared by all shadow roots. Constructed, not a `<style>` element, so that a strict style-src needs
 * no exception.
 */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(all);

/** Adds the rules of a part that has been loaded; all roots see them at once. */
export function addStyles(more: string): void {
  if (all.includes(more)) return;
  all += more;
  sheet.replaceSync(all);
}
