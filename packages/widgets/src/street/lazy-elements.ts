/** Elements that are not part of the entry. */
const lazy: { readonly [tag: string]: () => Promise<unknown> } = {
  "community-record": () => import("../record/define.js"),
  "community-records": () => import("../records/define.js"),
};

/** Loads them as soon as one stands inside an element; gives how to stop looking. */
export function loadWhenThere(root: Element): () => void {
  const look = () => {
    for (const tag in lazy) if (root.querySelector(`${tag}:not(:defined)`) !== null) void lazy[tag]?.();
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}
