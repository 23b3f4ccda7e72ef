import { readHead, streetOf, streets, wear } from "./streets.js";
import { wordsOf } from "./words.js";

/** Who is signed in, in which language and mode; kept for the next visit. People come from the hub's sample list. */
export async function startSession({ staff, changed }) {
  const street = document.querySelector("community-street");
  const everybody = await samplePeople(staff);
  const kept = (name) => localStorage.getItem(`street:${staff ? "desk" : "page"}:${name}`) ?? undefined;
  const keep = (name, value) => localStorage.setItem(`street:${staff ? "desk" : "page"}:${name}`, value);
  const wanted = everybody.find(({ id }) => id === kept("person"));
  const session = {
    street: streetOf(wanted?.street ?? kept("street")).id,
    locale: kept("locale") ?? "zh-CN",
    elder: kept("elder") === "true",
  };
  let people = [];
  let token;

  const place = document.querySelector("[data-street]");
  const select = document.querySelector("[data-person]");
  const nameOf = (one) => (one?.about ? `${one.name} · ${one.about}` : one?.name);
  /** Somebody of the street; who she is decides what can be done. */
  const become = (id) => {
    people = everybody.filter(({ street }) => street === session.street);
    const known = people.find((one) => one.id === id) ?? people[0];
    Object.assign(session, { person: known?.id, name: known?.name });
    select.replaceChildren(...people.map((one) => new Option(nameOf(one), one.id)));
  };
  /** The street's name and look; they may change while the page is open. */
  const dress = async () => {
    session.head = await readHead(session.street, session.locale);
    wear(session.head?.brand);
    for (const node of document.querySelectorAll("[data-street-name]"))
      node.textContent = session.head?.name ?? session.street;
    for (const node of document.querySelectorAll("[data-seal]")) node.textContent = streetOf(session.street).seal;
  };
  const language = document.querySelector("[data-locale]");
  const elder = document.querySelector("[data-elder]");

  const show = () => {
    const words = wordsOf(session.locale);
    document.documentElement.lang = session.locale;
    document.documentElement.classList.toggle("elder", session.elder);
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = words[node.dataset.say];
    for (const node of document.querySelectorAll("[data-say-label]"))
      node.setAttribute("aria-label", words[node.dataset.sayLabel]);
    place.value = session.street;
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
    // Street and person at once: whoever is known in one is a stranger in another.
    street.setAttribute("street", session.street);
    street.token = async () => (token ??= await signIn(session.person));
  };
  select.addEventListener("change", () => {
    become(select.value);
    keep("person", session.person);
    signedIn();
    if (location.hash.startsWith("#/record/")) location.hash = "#/";
    show();
  });
  place.addEventListener("change", async () => {
    session.street = place.value;
    become();
    keep("street", session.street);
    keep("person", session.person);
    signedIn();
    location.hash = "#/";
    await dress();
    show();
  });
  language.addEventListener("change", async () => {
    session.locale = language.value;
    keep("locale", session.locale);
    await dress();
    show();
  });
  elder?.addEventListener("click", () => {
    session.elder = !session.elder;
    keep("elder", String(session.elder));
    show();
  });
  addEventListener("hashchange", show);
  // The street's officials have changed its profile: its colours and its services are others now.
  street.addEventListener("linli-profile", async () => {
    await dress();
    session.changes = (session.changes ?? 0) + 1;
    show();
  });
  become(wanted?.id);
  // Before anything is asked of the hub: what stands on the page asks as soon as it can.
  signedIn();
  const heads = await Promise.all(streets.map(({ id }) => readHead(id, session.locale)));
  place.replaceChildren(...heads.filter(Boolean).map(({ id, name }) => new Option(name, id)));
  await dress();
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
