// What a person does on each of the pages, and nothing else: choose a court and a time, say how many, what for and the
// mobile number, and send. Both pages are driven by the same code, as soon as what it needs is there.

/** Selectors of what is filled in, by page. */
export const forms = {
  ours: {
    court: 'input[name="?place"][value="c-3"]',
    time: 'input[name="?time"][value="720"]:not(:disabled)',
    players: 'input[name="/players"]',
    purpose: 'input[name="/purpose"][value="leisure"]',
    contact: 'input[name="/contact"]',
    send: "button.go",
  },
  peer: {
    court: 'input[name="court"][value="c-3"]',
    time: 'input[name="start"][value="720"]:not(:disabled)',
    players: 'input[name="players"]',
    purpose: 'input[name="purpose"][value="leisure"]',
    contact: 'input[name="contact"]',
    send: "button:not([type])",
  },
};

/**
 * Runs inside the page before any of its own code. Leaves in `globalThis.driven` when the form could be used, when its button
 * was clicked, when the POST was sent (milliseconds since the navigation began), and what was answered.
 */
export function drive({ street, token, form }) {
  globalThis.booking = { base: "", street, token };
  const driven = (globalThis.driven = {});
  document.addEventListener("readystatechange", () => {
    const element = document.querySelector("community-street");
    if (element) element.token = token;
  });

  const fetched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const answer = fetched(input, init);
    if ((init?.method ?? input.method) === "POST") {
      driven.sent = performance.now();
      answer.then(
        async (response) => (driven.answer = { status: response.status, ...(await response.clone().json()) }),
      );
    }
    return answer;
  };

  const find = (selector, root = document) => {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const { shadowRoot } of root.querySelectorAll("*")) {
      const inside = shadowRoot && find(selector, shadowRoot);
      if (inside) return inside;
    }
    return undefined;
  };
  const there = async (selector) => {
    for (;;) {
      const found = find(selector);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  };
  /** Lets the page do what follows from a step, however many promises that takes. */
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  const type = (input, text) => {
    input.value = text;
    for (const event of ["input", "change"]) input.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  };

  (async () => {
    const court = await there(form.court);
    driven.ready = performance.now();
    court.click();
    await turn();
    (await there(form.time)).click();
    await turn();
    type(await there(form.players), "5");
    await turn();
    (await there(form.purpose)).click();
    await turn();
    type(await there(form.contact), "13857112345");
    await turn();
    const send = await there(form.send);
    driven.clicked = performance.now();
    send.click();
  })();
}
