import type { Look } from "./look.js";
import { escaped, page, type Brand } from "./page.js";
import { fill, wordsOf, type Words } from "./words.js";

/** An outside issuer that people may sign in with, by its name in each language. */
export interface Elsewhere {
  readonly id: string;
  readonly label: { readonly [locale in Look["locale"]]: string };
}

/** What a page of signing in is about. */
export interface SignInPage {
  readonly look: Look;
  readonly brand: Brand;
  /** The page's own address. */
  readonly here: string;
  readonly phone?: string;
  /** What went wrong with what was sent before. */
  readonly fault?: Fault;
  readonly elsewhere: readonly Elsewhere[];
}

/** What can go wrong on these pages. */
export type Fault = keyof Words extends infer Name ? (Name extends `fault-${infer Fault}` ? Fault : never) : never;

/** Asks for the telephone number, and whether a code or a password is to follow. */
export function phonePage(about: SignInPage): string {
  const words = wordsOf(about.look.locale);
  const others = about.elsewhere.map(
    ({ id, label }) =>
      `<a class="button second" href="${escaped(about.here)}/with/${escaped(id)}">${escaped(label[about.look.locale])}</a>`,
  );
  return framed(
    about,
    words.phoneLead,
    `<form method="post" action="${escaped(about.here)}">
<div class="field"><label for="phone">${words.phone}</label><span class="mute" id="hint">${words.phoneHint}</span>
<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel-national" required maxlength="24" autofocus aria-describedby="hint" value="${escaped(about.phone ?? "")}"></div>
<button name="step" value="send">${words.getCode}</button>
<button class="second" name="step" value="ask-password">${words.usePassword}</button>
</form>
${others.length === 0 ? "" : `<div class="or">${words.or}</div>${others.join("\n")}`}
<a class="plain button" href="${escaped(about.here)}/cancel">${words.cancel}</a>`,
  );
}

/** Asks for the code that was sent; a new password may be chosen with it. */
export function codePage(about: SignInPage): string {
  const words = wordsOf(about.look.locale);
  return framed(
    about,
    words.codeLead,
    `<p>${escaped(fill(words.codeSent, { phone: spaced(about.phone ?? "") }))}</p>
<form method="post" action="${escaped(about.here)}">
${hiddenPhone(about)}
<div class="field"><label for="code">${words.code}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" required maxlength="8" autofocus></div>
<details><summary>${words.newPassword}</summary>
<div class="field"><label for="new">${words.password}</label><span class="mute" id="new-hint">${words.newPasswordHint}</span>
<input id="new" name="new-password" type="password" autocomplete="new-password" maxlength="200" aria-describedby="new-hint"></div></details>
<button name="step" value="try-code">${words.signIn}</button>
</form>
<p class="mute">${words.safety}</p>
<form method="post" action="${escaped(about.here)}">${hiddenPhone(about)}<button class="plain" name="step" value="send">${words.again}</button>
<button class="plain" name="step" value="start">${words.otherPhone}</button></form>`,
  );
}

/** Asks for the password. */
export function passwordPage(about: SignInPage): string {
  const words = wordsOf(about.look.locale);
  return framed(
    about,
    words.passwordLead,
    `<form method="post" action="${escaped(about.here)}">
<div class="field"><label for="shown">${words.phone}</label>
<input id="shown" name="phone" type="tel" autocomplete="username" required maxlength="24" value="${escaped(about.phone ?? "")}"></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200" autofocus></div>
<button name="step" value="try-password">${words.signIn}</button>
</form>
<form method="post" action="${escaped(about.here)}">${hiddenPhone(about)}<button class="plain" name="step" value="send">${words.forgotten}</button>
<button class="plain" name="step" value="start">${words.otherPhone}</button></form>`,
  );
}

function framed(about: SignInPage, lead: string, rest: string): string {
  const words = wordsOf(about.look.locale);
  const fault = about.fault === undefined ? "" : `<p class="fault" role="alert">${words[`fault-${about.fault}`]}</p>`;
  const { phone } = about.brand;
  const call = `<a href="tel:${escaped((phone ?? "").replaceAll(/[^\d+]/g, ""))}">${escaped(phone ?? "")}</a>`;
  const help = phone === undefined ? words.help : fill(words["help-phone"], { number: call });
  return page(about.look, about.brand, {
    title: words.title,
    here: about.here,
    body: `<h1>${lead}</h1>\n${fault}\n${rest}\n<p class="mute">${help}</p>`,
  });
}

function hiddenPhone({ phone = "" }: SignInPage): string {
  return `<input type="hidden" name="phone" value="${escaped(phone)}">`;
}

/** A mobile number in groups, as people read it: `138 1234 5678`. */
function spaced(phone: string): string {
  return phone.replace(/^(?:\+86)?(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3");
}
