// Gzip bytes, own code and data, that a page fetches to show the court form by <community-widget> and to send it, on a
// real hub: counted as Chromium receives them, and again from the files.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bookOn, startBrowser } from "./set-up/browser.mjs";
import { forms } from "./set-up/driven.mjs";
import { openSite } from "./set-up/site.mjs";

export const name = "weight";

const limit = 28_000;
const cdn = fileURLToPath(new URL("../packages/widgets/cdn/", import.meta.url));

/** Measures. `progress` is told what is going on. */
export async function run({ progress }) {
  const site = await openSite();
  const browser = await startBrowser();
  try {
    const ours = await fetchedBy(browser, site, { page: "tag.html", form: forms.ours });
    const peer = await fetchedBy(browser, site, { page: "plain-lit.html", form: forms.peer });
    for (const { path, bytes, isLate } of ours)
      progress(`${String(bytes).padStart(6)}  ${path}${isLate ? " (after the click: to show what came of it)" : ""}`);
    compareWithFiles(ours);
    const [value, plain] = [ours, peer].map((all) =>
      all.reduce((sum, { bytes, isLate }) => (isLate ? sum : sum + bytes), 0),
    );
    return [
      {
        name: "bytes fetched to show and send the court form",
        value,
        unit: "bytes, gzip",
        against: `the limit of ${limit}`,
        ratio: Number((value / limit).toFixed(3)),
        reach: "≤ 1",
      },
      {
        name: "the same by hand: one form, one language",
        value: plain,
        unit: "bytes, gzip",
        against: "the court form by <community-widget>",
        ratio: Number((plain / value).toFixed(2)),
      },
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * What a page fetched, itself and what it sent apart: path, bytes of the body as they came over the wire, and whether the form
 * had been sent before.
 */
async function fetchedBy(browser, site, { page, form }) {
  const requests = new Map();
  const prepare = async (session) => {
    session.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
      const { origin, pathname } = new URL(request.url);
      if (request.method !== "GET" || type === "Document" || origin !== site.url) return;
      requests.set(requestId, { path: pathname, url: request.url });
    });
    session.on("Network.responseReceived", ({ requestId, response }) => {
      const request = requests.get(requestId);
      if (request) Object.assign(request, { head: response.encodedDataLength, status: response.status });
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const request = requests.get(requestId);
      if (request) request.bytes = encodedDataLength - request.head;
    });
    await session.send("Network.enable");
    await session.send("Network.setExtraHTTPHeaders", { headers: { "Accept-Encoding": "gzip" } });
  };
  const { fetched } = await bookOn(browser, site, { page, form, prepare });
  const found = [...requests.values()].map((request) => ({ ...request, isLate: !fetched.includes(request.url) }));
  // What came after may still be under way, a stream of events for good.
  const lost = found.find(({ status, bytes, isLate }) => !isLate && (status !== 200 || bytes === undefined));
  if (lost) throw new Error(`${page}: ${JSON.stringify(lost)}`);
  return found.filter(({ bytes }) => bytes !== undefined);
}

/** A file of ours weighs over the wire what it weighs on the disk. */
function compareWithFiles(requests) {
  for (const { path, bytes } of requests) {
    if (!path.startsWith("/widgets/")) continue;
    const size = gzipSync(readFileSync(cdn + path.slice("/widgets/".length)), { level: 9 }).length;
    if (size !== bytes) throw new Error(`${path}: ${bytes} bytes came, of a file of ${size}.`);
  }
}
