import "/widgets/linli.js";
import { startSession } from "./session.js";

const main = document.querySelector("main");
const queue = document.querySelector("[data-queue]");

await startSession({
  staff: true,
  changed(session, words) {
    const record = location.hash.match(/^#\/record\/(.+)$/)?.[1];
    if (record === undefined) {
      main.replaceChildren(Object.assign(document.createElement("p"), { className: "lead", textContent: words.choose }));
      return;
    }
    const widget = document.createElement("community-widget");
    widget.setAttribute("record", record);
    main.replaceChildren(widget);
    main.focus();
  },
});

queue.addEventListener("linli-select", (event) => {
  location.hash = `#/record/${event.detail.record}`;
});
