import "/widgets/linli.js";
import { icon } from "./icons.js";
import { startSession } from "./session.js";

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

let shown;

await startSession({
  staff: false,
  changed(session, words) {
    const screen = [location.hash, session.person, session.locale, session.elder].join(" ");
    const [, first = "", second = ""] = location.hash.split("/");
    document.title = `${words.street} · ${first === "" ? words.hello : words.brand}`;
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

function home(session, words) {
  const [help, ...others] = doors.map((door) => doorOf(door, words));
  const list = element("ul", { className: "doors" });
  // In elder mode the most used ones, then the others on demand.
  const few = session.elder ? others.splice(0, fewDoors) : others.splice(0);
  list.append(...few.map(inItem));
  const more = element("button", { type: "button", className: "more", textContent: words.more });
  more.addEventListener("click", () => {
    list.append(...others.map(inItem));
    others[0].focus();
    more.remove();
  });
  const mine = element("community-records");
  mine.setAttribute("mine", "");
  return [
    element("h1", { textContent: `${session.name}${words.greeting}` }),
    element("p", { className: "lead", textContent: words.hello }),
    help,
    element("h2", { textContent: words.mine }),
    mine,
    element("h2", { textContent: words.start }),
    list,
    ...(others.length > 0 ? [more] : []),
    element("a", { className: "all", href: "#/all", textContent: words.all }),
  ];
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
