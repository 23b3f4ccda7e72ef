import type { Progress } from "./hub-in-page.js";

const css = `
  :host { position: fixed; inset: auto 0 0; z-index: 2147483647; font: 16px/1.5 system-ui, sans-serif; }
  div { background: #fbfaf6; color: #1b211f; border-top: 1px solid #dedbd2; padding: 12px 16px; }
  progress { display: block; width: 100%; accent-color: #0b5c56; }
`;

let shown: { readonly host: HTMLElement; readonly words: HTMLElement; readonly bar: HTMLProgressElement } | undefined;

/** Shows at the foot of the page how far the hub's start is; goes away when it is there. */
export const showProgress: Progress = (doing, done) => {
  shown ??= makeBar();
  shown.words.textContent = doing;
  shown.bar.value = done;
  if (done < 1) return;
  shown.host.remove();
  shown = undefined;
};

function makeBar(): NonNullable<typeof shown> {
  const host = document.createElement("div");
  // Storybook hides whatever else is in the page while a story is prepared.
  host.style.display = "block";
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${css}</style><div role="status"><span></span><progress aria-label="Starting the hub in this page"></progress></div>`;
  document.body.append(host);
  return {
    host,
    words: root.querySelector("span") as HTMLElement,
    bar: root.querySelector("progress") as HTMLProgressElement,
  };
}
