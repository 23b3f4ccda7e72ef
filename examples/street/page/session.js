import { wordsOf } from "./words.js";

/** Who is signed in, in which language and mode; kept for the next visit. People come from the hub's sample list. */
export async function startSession({ staff, changed }) {
  const street = document.querySelector("community-street");
  const people = await samplePeople(staff);
  const kept = (name) => localStorage.getItem(`street:${staff ? "desk" : "page"}:${name}`) ?? undefined;
  const keep = (name, value) => localStorage.setItem(`street:${staff ? "desk" : "page"}:${name}`, value);
  const known = people.find(({ id }) => id === kept("person")) ?? people[0];
  const session = {
    locale: kept("locale") ?? "zh-CN",
    elder: kept("elder") === "true",
    person: known?.id,
    name: known?.name,
  };
  let token;

  const select = document.querySelector("[data-person]");
  for (const one of people) select.append(new Option(one.about ? `${one.name} · ${one.about}` : one.name, one.id));
  const language = document.querySelector("[data-locale]");
  const elder = document.querySelector("[data-elder]");

  const show = () => {
    const words = wordsOf(session.locale);
    document.documentElement.lang = session.locale;
    document.documentElement.classList.toggle("elder", session.elder);
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = words[node.dataset.say];
    for (const node of document.querySelectorAll("[data-say-label]"))
      node.setAttribute("aria-label", words[node.dataset.sayLabel]);
    select.value = session.person;
    language.value = session.locale;
    elder?.setAttribute("aria-pressed", String(session.elder));
    street.setAttribute("locale", session.locale);
    if (session.elder) street.setAttribute("mode", "elder");
    else street.removeAttribute("mode");
    changed(session, words);
  };
  const signedIn = () => {
    token = undefined;
    street.token = async () => (token ??= await signIn(session.person));
  };
  select.addEventListener("change", () => {
    Object.assign(session, { person: select.value, name: people.find(({ id }) => id === select.value)?.name });
    keep("person", session.person);
    signedIn();
    if (location.hash.startsWith("#/record/")) location.hash = "#/";
    show();
  });
  language.addEventListener("change", () => {
    session.locale = language.value;
    keep("locale", session.locale);
    show();
  });
  elder?.addEventListener("click", () => {
    session.elder = !session.elder;
    keep("elder", String(session.elder));
    show();
  });
  addEventListener("hashchange", show);
  signedIn();
  show();
}

/** Residents, or those who work here; children have somebody who acts for them. */
async function samplePeople(staff) {
  const { items } = await (await fetch("/development/people")).json();
  const adults = items.filter(({ about }) => !about?.startsWith("一岁"));
  return adults.filter((one) => one.roles?.includes("resident") !== staff);
}

async function signIn(person) {
  const response = await fetch("/development/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person }),
  });
  return (await response.json()).token;
}
