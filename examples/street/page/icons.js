/** Line icons on a grid of 24. They stand beside words, never in place of them. */
const paths = {
  help: "M12 3 2.500 20h19L12 3zm0 6v5m0 3v.500",
  booking: "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4m-7 7h2m3 0h2",
  elderly:
    "M4 11h16a8 8 0 0 1-8 8 8 8 0 0 1-8-8zm4-8c-1 1.500 1 2.500 0 4m4-4c-1 1.500 1 2.500 0 4m4-4c-1 1.500 1 2.500 0 4",
  childcare: "M12 7a2.500 2.500 0 1 0 0-.010zM12 10c-3 0-5 2-5 5h10c0-3-2-5-5-5zm-3 5v5m6-5v5",
  venue: "M3 20h18M5 20V9l7-5 7 5v11M10 20v-6h4v6",
  snap: "M4 8h3l2-3h6l2 3h3v11H4zm8 2.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  unlock: "M14 10a4.500 4.500 0 1 0-3.500 4.400L13 17h2v2h2v2h3v-3l-6.400-6.400c.260-.500.400-1 .400-1.600z",
};

/** An icon by its name. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
