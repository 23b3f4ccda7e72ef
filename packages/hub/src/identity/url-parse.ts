/**
 * Gives `URL.parse` (WHATWG URL) to a Node that does not have it yet: 20, up to 22.1. The provider calls it.
 */
export function provideUrlParse(): void {
  const has = URL as typeof URL & { parse?: (url: string, base?: string) => URL | null };
  has.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);
}
