import "/widgets/linli.js";
import { icon, iconOf } from "./icons.js";
import { startSession } from "./session.js";
import { streetOf } from "./streets.js";

const main = document.querySelector("main");

/** The doors of the first screen: what people come for most, the urgent one first. */
const doors = [
  { to: "#/resident-requests.report.accident-help", title: "help", urgent: true },
  { to: "#/collection/booking", title: "booking" },
  { to: "#/collection/elderly-care", title: "elderly" },
  { to: "#/collection/childcare", title: "childcare" },
  { to: "#/resident-requests.report.snap-report", title: "snap" },
  { to: "#/daily-life.household.unlock", title: "unlock" },
  { to: "#/collection/venue", title: "venue" },
];

const fewDoors = 3;
const firstOffers = 8;

let shown;

await startSession({
  staff: false,
  changed(session, words) {
    const { street, person, locale, elder, changes, head } = session;
    const screen = [location.hash, street, head?.id, person, locale, elder, changes].join(" ");
    const [, first = "", second = ""] = location.hash.split("/");
    document.title = `${head?.name ?? words.street} · ${first === "" ? helloIn(session, words) : (head?.brand?.name ?? words.brand)}`;
    if (screen === shown) return;
    const isFirst = shown === undefined;
    shown = screen;
    main.replaceChildren(...(first === "" ? home(session, words) : [backLink(words), opened(first, second)]));
    if (!isFirst) main.focus();
    scrollTo(0, 0);
  },
});

main.addEventListener("linli-select", (event) => {
  location.hash = `#/record/${event.detail.record}`;
});

main.addEventListener("linli-choose", (event) => {
  location.hash = `#/${event.detail.scenario}`;
});

/** What an address asks for: all services, a collection, a record, or a scenario. */
function opened(first, second) {
  if (first === "all") return element("community-services");
  if (first === "collection") return widget({ collection: second });
  return first === "record" ? widget({ record: second }) : widget({ scenario: first });
}

/** What the street says to who comes in. */
function helloIn({ street, locale }, words) {
  return streetOf(street).hello?.[locale] ?? words.hello;
}

function home(session, words) {
  const [help, ...usual] = doors.map((door) => doorOf(door, words));
  const list = element("ul", { className: "doors" });
  if (session.head?.brand !== undefined) return ownHome({ help, list, session, words });
  const others = usual;
  // In elder mode the most used ones, then the others on demand.
  const few = session.elder ? others.splice(0, fewDoors) : others.splice(0);
  list.append(...few.map(inItem));
  const more = element("button", { type: "button", className: "more", textContent: words.more });
  more.addEventListener("click", () => {
    list.append(...others.map(inItem));
    others[0].focus();
    more.remove();
  });
  return [
    ...greeting(session, words),
    help,
    ...ownMatters(words),
    element("h2", { textContent: words.start }),
    list,
    ...(others.length > 0 ? [more] : []),
    element("a", { className: "all", href: "#/all", textContent: words.all }),
  ];
}

/** A street that says itself what comes first: what it offers her, in its order and words. */
function ownHome({ help, list, session, words }) {
  void fillOffers(list, session);
  return [
    ...greeting(session, words),
    help,
    element("h2", { textContent: words.start }),
    list,
    element("a", { className: "all", href: "#/all", textContent: words.all }),
    ...ownMatters(words),
  ];
}

async function fillOffers(list, { elder }) {
  const { client } = document.querySelector("community-street").context;
  const offers = (await client.scenarios()).filter(({ open }) => open);
  list.replaceChildren(
    ...offers.slice(0, elder ? fewDoors : firstOffers).map(({ id, title, summary }) => {
      const link = element("a", { className: "door", href: `#/${id}` });
      const text = element("span");
      text.append(element("b", { textContent: title }), element("span", { textContent: summary }));
      link.append(icon(iconOf(id)), text);
      return inItem(link);
    }),
  );
}

function greeting(session, words) {
  return [
    element("h1", { textContent: `${session.name}${words.greeting}` }),
    element("p", { className: "lead", textContent: helloIn(session, words) }),
  ];
}

function ownMatters(words) {
  const mine = element("community-records");
  mine.setAttribute("mine", "");
  return [element("h2", { textContent: words.mine }), mine];
}

function doorOf({ to, title, urgent }, words) {
  const link = element("a", { className: urgent ? "door urgent" : "door", href: to });
  const text = element("span");
  text.append(element("b", { textContent: words[title] }), element("span", { textContent: words[`${title}Lead`] }));
  link.append(icon(title), text);
  return link;
}

function inItem(node) {
  const item = element("li");
  item.append(node);
  return item;
}

function backLink(words) {
  return element("a", { className: "back", href: "#/", textContent: words.back });
}

function widget(attributes) {
  const node = element("community-widget");
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
