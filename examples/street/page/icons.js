/** Line icons on a grid of 24. They stand beside words, never in place of them. */
const paths = {
  help: "M12 3 2.500 20h19L12 3zm0 6v5m0 3v.500",
  booking: "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4m-7 7h2m3 0h2",
  elderly:
    "M4 11h16a8 8 0 0 1-8 8 8 8 0 0 1-8-8zm4-8c-1 1.500 1 2.500 0 4m4-4c-1 1.500 1 2.500 0 4m4-4c-1 1.500 1 2.500 0 4",
  childcare: "M12 7a2.500 2.500 0 1 0 0-.010zM12 10c-3 0-5 2-5 5h10c0-3-2-5-5-5zm-3 5v5m6-5v5",
  venue: "M3 20h18M5 20V9l7-5 7 5v11M10 20v-6h4v6",
  snap: "M4 8h3l2-3h6l2 3h3v11H4zm8 2.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  house: "M3 11l9-7 9 7M5.500 9.500V20h13V9.500M10 20v-6h4v6",
  field: "M12 21v-9m0 0c0-4 3-6.500 7.500-6.500C19.500 9.500 16.500 12 12 12zm0 3c0-3-2.500-5-7-5 0 3.500 3 5 7 5z",
  basket: "M4 10h16l-2 10H6zM8 10l3-6m5 6-3-6M9.500 13.500v3m5-3v3",
  book: "M12 6c-2-1.500-5-2-8-2v14c3 0 6 .500 8 2 2-1.500 5-2 8-2V4c-3 0-6 .500-8 2zm0 0v14",
  shares: "M12 3v18M6 8c0-2 2.500-3 6-3s6 1 6 3-2.500 3-6 3-6 1.500-6 4 2.500 4 6 4 6-1.500 6-3.500",
  people:
    "M9 8.500a3 3 0 1 0 0-.010zM16.500 9.500a2.500 2.500 0 1 0 0-.010zM3 20c0-4 2.500-6 6-6s6 2 6 6m1-6c3 0 5 2 5 5.500",
  job: "M4 8h16v11H4zM9 8V5h6v3M4 13h16",
  ball: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  care: "M12 20s-7-4.500-7-10a4 4 0 0 1 7-2.500A4 4 0 0 1 19 10c0 5.500-7 10-7 10z",
  talk: "M4 5h16v11h-8l-5 4v-4H4z",
  unlock: "M14 10a4.500 4.500 0 1 0-3.500 4.400L13 17h2v2h2v2h3v-3l-6.400-6.400c.260-.500.400-1 .400-1.600z",
};

/** Icons of the branches of the catalog; the longest that a scenario's id begins with. */
const branches = {
  "resident-requests.report.accident-help": "help",
  "resident-requests": "snap",
  "rural-tourism": "house",
  "agriculture.farming": "field",
  agriculture: "basket",
  "culture.venues.reading-room": "book",
  culture: "venue",
  "village-company": "shares",
  "collective-assets": "shares",
  transparency: "book",
  newcomers: "people",
  rental: "house",
  employment: "job",
  sports: "ball",
  medical: "care",
  health: "care",
  deliberation: "talk",
  neighbourhood: "people",
};

/** The name of a scenario's icon. */
export function iconOf(scenario) {
  const names = Object.keys(branches).filter((branch) => scenario === branch || scenario.startsWith(`${branch}.`));
  return branches[names.sort((a, b) => b.length - a.length)[0]] ?? "booking";
}

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
