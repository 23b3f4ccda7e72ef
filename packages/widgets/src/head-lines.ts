/** What the build says of the embedded release (`cdn/manifest.json`). */
export interface Manifest {
  /** Files by scenario and locale, in the order in which a page should ask for them. */
  readonly preload: { readonly [scenario: string]: { readonly [locale: string]: readonly string[] } };
}

/**
 * Lines for the head of a page that shows a scenario: everything is asked for at once, what can be had too. They change
 * nothing but the time until the form can be used.
 *
 * @param base Address of the folder with `linli.js`, without a trailing slash.
 * @returns HTML, a line each; empty for a scenario or language that the release does not have.
 */
export function headLines(
  { preload }: Manifest,
  { scenario, locale = "zh-CN", base }: { readonly scenario: string; readonly locale?: string; readonly base: string },
): string {
  return (preload[scenario]?.[locale] ?? [])
    .map((file) =>
      file.startsWith("ahead.js")
        ? `<script type="module" src="${base}/${file}"></script>`
        : `<link rel="modulepreload" href="${base}/${file}" />`,
    )
    .join("\n");
}
