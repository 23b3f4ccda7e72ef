import "/widgets/linli.js";
import { startSession } from "./session.js";

const main = document.querySelector("main");
const lists = document.querySelectorAll("community-records");
let shown;

await startSession({
  staff: true,
  changed(session, words) {
    const record = location.hash.match(/^#\/record\/(.+)$/)?.[1];
    const isThings = location.hash === "#/things";
    document.body.classList.toggle("reading", record !== undefined || isThings);
    for (const list of lists) {
      if (record === undefined) list.removeAttribute("current");
      else list.setAttribute("current", record);
    }
    const screen = [record, isThings, session.street, session.person, session.locale].join(" ");
    if (screen === shown) return;
    const isFirst = shown === undefined;
    shown = screen;
    if (isThings) main.replaceChildren(back(words), document.createElement("community-things"));
    else main.replaceChildren(...(record === undefined ? [line("lead", words.choose)] : [back(words), widget(record)]));
    if ((record !== undefined || isThings) && !isFirst) main.focus();
  },
});

for (const list of lists) {
  list.addEventListener("linli-select", (event) => {
    location.hash = `#/record/${event.detail.record}`;
  });
}

function widget(record) {
  const node = document.createElement("community-widget");
  node.setAttribute("record", record);
  return node;
}

/** On a narrow screen a record takes the place of the list. */
function back(words) {
  const link = line("back", words.back, "a");
  link.href = "#/";
  return link;
}

function line(className, textContent, name = "p") {
  return Object.assign(document.createElement(name), { className, textContent });
}
