/** A constructed stylesheet: no `<style>` element, so a strict style-src needs no exception. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
