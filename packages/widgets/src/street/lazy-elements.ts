import { lazyElements, loadElement } from "./load-element.js";

/** Loads elements as soon as one stands inside an element; gives how to stop looking. */
export function loadWhenThere(root: Element): () => void {
  const look = () => {
    for (const name of lazyElements)
      if (root.querySelector(`community-${name}:not(:defined)`) !== null) void loadElement(name);
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}
