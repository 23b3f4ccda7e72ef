import type { Look } from "./look.js";
import { page, type Brand } from "./page.js";
import { wordsOf } from "./words.js";

/** Asks whether somebody wants to sign out. `form` is the provider's own, which the buttons send. */
export function signOutPage(look: Look, brand: Brand, form: string): string {
  const words = wordsOf(look.locale);
  const body = `<h1>${words.outLead}</h1>
${form}
<button form="op.logoutForm" name="logout" value="yes" autofocus>${words.out}</button>
<button class="second" form="op.logoutForm">${words.stay}</button>`;
  return page(look, brand, { title: words.outTitle, body });
}

/** Says that somebody is signed out. */
export function signedOutPage(look: Look, brand: Brand): string {
  const words = wordsOf(look.locale);
  return page(look, brand, { title: words.outTitle, body: `<h1>${words.outTitle}</h1>\n<p>${words.outDone}</p>` });
}

/** Says that signing in did not work; the standard's own word for why stands below, for whoever helps. */
export function errorPage(look: Look, brand: Brand, code: string): string {
  const words = wordsOf(look.locale);
  const why = /^[a-z_]{1,40}$/.test(code) ? `<p class="mute">${code}</p>` : "";
  return page(look, brand, {
    title: words.errorTitle,
    body: `<h1>${words.errorTitle}</h1>\n<p>${words.errorLead}</p>\n${why}`,
  });
}

/** Says that a page was open for too long. */
export function expiredPage(look: Look, brand: Brand): string {
  const words = wordsOf(look.locale);
  return page(look, brand, { title: words.title, body: `<h1>${words.errorTitle}</h1>\n<p>${words.expired}</p>` });
}
