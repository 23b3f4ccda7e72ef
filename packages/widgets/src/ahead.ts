// A line of its own in a page's head: asks what can be had of a scenario while the elements that will show it are still on
// their way. Without it they ask by themselves.
import type { Ahead, CommunityStreet } from "./street/community-street.js";

const id = new URL(import.meta.url).searchParams.get("scenario") ?? "";

for (const widget of document.querySelectorAll(`[scenario="${CSS.escape(id)}"]`)) {
  const street = widget.closest<CommunityStreet>("community-street");
  if (street) void ask(street);
}

/** The same request that the widget is going to make; what a page sets by property counts if it is set by now. */
async function ask(street: CommunityStreet): Promise<void> {
  const [base, name, locale] = ["base-url", "street", "locale"].map((attribute) => street.getAttribute(attribute));
  if (street.fetch || street.ahead) return;
  const url = `${base ?? location.origin}/v1/streets/${encodeURIComponent(name ?? "")}/scenarios/${encodeURIComponent(id)}/availability`;
  const early: Ahead = { url, authorization: null, answer: undefined };
  street.ahead = early;
  const { token } = street;
  const said = typeof token === "function" ? await token() : token;
  if (said !== undefined) early.authorization = `Bearer ${said}`;
  early.answer = fetch(url, {
    headers: {
      accept: "application/json",
      "accept-language": locale ?? "zh-CN",
      ...(early.authorization !== null && { authorization: early.authorization }),
    },
  });
  early.answer.catch(() => undefined);
}
