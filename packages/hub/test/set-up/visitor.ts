/** Somebody with a browser without scripts: keeps cookies, reads pages, sends forms. */
export interface Visitor {
  readonly get: (url: string) => Promise<Page>;
  readonly send: (page: Page, values: { readonly [field: string]: string }, form?: number) => Promise<Page>;
}

/** A page, or where it leads: redirects are followed up to an address that is not the site's own. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** Opens a browser for one site. */
export function visitor(origin: string, language = "zh-CN"): Visitor {
  const jar = new Map<string, Cookie>();
  const ask = async (url: string, init: RequestInit = {}): Promise<Page> => {
    const { pathname } = new URL(url);
    const cookies = [...jar].filter(
      ([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, "/")),
    );
    const headers = new Headers(init.headers);
    headers.set("accept-language", language);
    if (cookies.length > 0)
      headers.set("cookie", cookies.map(([name, { value }]) => `${name.split(" ")[0]}=${value}`).join("; "));
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) keep(line);
    const to = answer.headers.get("location");
    if (to !== null && answer.status >= 300 && answer.status < 400) {
      const next = new URL(to, url).href;
      if (!next.startsWith(`${origin}/`) || next.startsWith(`${origin}/app`))
        return { url: next, status: answer.status, headers: answer.headers, text: "" };
      return ask(next);
    }
    return { url, status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const keep = (line: string): void => {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? "/";
    const isOver = /max-age=0|expires=Thu, 01 Jan 1970/i.test(line);
    if (isOver) jar.delete(`${name} ${path}`);
    else jar.set(`${name} ${path}`, { value, path });
  };
  return {
    get: (url) => ask(url),
    send: (page, values, form = 0) => {
      const html = [...page.text.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)][form]?.[0] ?? "";
      const action = /action="([^"]*)"/.exec(html)?.[1] ?? "";
      const body = new URLSearchParams();
      for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
        const [, name] = /name="([^"]*)"/.exec(tag) ?? [];
        if (name !== undefined) body.set(name, /value="([^"]*)"/.exec(tag)?.[1] ?? "");
      }
      for (const [name, value] of Object.entries(values)) body.set(name, value);
      return ask(new URL(action, page.url).href, {
        method: "POST",
        body: body.toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    },
  };
}
