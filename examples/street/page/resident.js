import "/widgets/linli.js";
import { startSession } from "./session.js";

const main = document.querySelector("main");

/** The doors of the first screen: what people come for most, the urgent one first. */
const doors = [
  { to: "#/resident-requests.report.accident-help", title: "help", lead: "helpLead", urgent: true },
  { to: "#/collection/booking", title: "booking", lead: "bookingLead" },
  { to: "#/collection/elderly-care", title: "elderly", lead: "elderlyLead" },
  { to: "#/collection/childcare", title: "childcare", lead: "childcareLead" },
  { to: "#/collection/venue", title: "venue", lead: "venueLead" },
  { to: "#/resident-requests.report.snap-report", title: "snap", lead: "snapLead" },
  { to: "#/daily-life.household.unlock", title: "unlock", lead: "unlockLead" },
];

await startSession({
  staff: false,
  changed(session, words) {
    const [, first = "", second = ""] = location.hash.split("/");
    const screen =
      first === "" ? home(words) : [backLink(words), first === "collection" ? widget({ collection: second }) : first === "record" ? widget({ record: second }) : widget({ scenario: first })];
    main.replaceChildren(...screen);
    main.dataset.person = session.person;
    if (first !== "") main.focus();
  },
});

// A record that was just opened or touched belongs under "my matters" when one comes back.
main.addEventListener("linli-select", (event) => {
  location.hash = `#/record/${event.detail.record}`;
});

function home(words) {
  const list = element("ul", { className: "doors" });
  for (const door of doors) {
    const link = element("a", { className: door.urgent ? "door urgent" : "door", href: door.to });
    link.append(element("b", { textContent: words[door.title] }), element("span", { textContent: words[door.lead] }));
    const item = element("li", {});
    item.append(link);
    list.append(item);
  }
  const mine = element("community-records", {});
  mine.setAttribute("mine", "");
  return [
    element("h1", { textContent: words.hello }),
    element("p", { className: "lead", textContent: words.lead }),
    element("h2", { textContent: words.mine }),
    mine,
    element("h2", { textContent: words.start }),
    list,
  ];
}

function backLink(words) {
  return element("a", { className: "back", href: "#/", textContent: words.back });
}

function widget(attributes) {
  const node = element("community-widget", {});
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
