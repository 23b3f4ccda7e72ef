// A page as a street would make it: the address says which tag, with which attributes, in which street.
const query = new URLSearchParams(location.search);
const street = document.createElement("community-street");
street.setAttribute("street", query.get("street") ?? "ningwei");
const maps = ["tiles", "datum", "attribution", "shapes", "centre"].map((name) => `map-${name}`);
for (const name of ["locale", "mode", "scheme", ...maps])
  if (query.has(name)) street.setAttribute(name, query.get(name));
const widget = document.createElement(query.get("tag") ?? "community-widget");
for (const name of ["scenario", "collection", "record", "mine", "for", "state", "kind", "label", "code"])
  if (query.has(name)) widget.setAttribute(name, query.get(name));
if (query.has("css")) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `/${query.get("css")}.css`;
  document.head.append(link);
}
if (query.has("twice")) await import("/widgets/linli.js?again");
street.token = () => window.token;
street.append(widget);
document.querySelector("main").append(street);
