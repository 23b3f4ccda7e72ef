import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "@linli/contracts/bundle";
import { headLines } from "@linli/widgets/head-lines";
import { buildPlainLit } from "../peers/plain-lit/build.mjs";
import { createCaller } from "./caller.mjs";
import { startHub } from "./hub.mjs";
import { courtBooking, make, memberRequests, resourceRequests, streetRequest } from "./streets.mjs";

const cdn = fileURLToPath(new URL("../../packages/widgets/cdn", import.meta.url));
const street = "ningwei";
const now = "2026-12-01T09:00:00+08:00";
const locale = "zh-CN";
/** Who books on the pages, and those whose bookings are there already. */
const resident = "qian-xiaoyan";
const neighbours = ["shen-guizhen", "lou-jianguo", "jin-wei", "zhou-ting", "chen-haijun", "yu-meifang"];

const manifest = JSON.parse(readFileSync(join(cdn, "manifest.json"), "utf8"));
const lines = headLines(manifest, { scenario: "sports.venues.court", locale, base: "/widgets" });
const tag = `<community-street street="${street}" locale="${locale}">
      <community-widget scenario="sports.venues.court"></community-widget>
    </community-street>`;

const pages = {
  "tag.html": pageOf(`<script type="module" src="/widgets/linli.js"></script>`, tag),
  "preload.html": pageOf(`${lines}\n    <script type="module" src="/widgets/linli.js"></script>`, tag),
  "plain-lit.html": pageOf(`<script type="module" src="/plain-lit.js"></script>`, "<booking-form></booking-form>"),
};

/**
 * Opens a site on a real hub, with one page for each way to show the court form: `tag.html`, `preload.html` (the same with
 * the lines that are generated for it) and `plain-lit.html`. Files lie there as a server in use has them: small already.
 * @returns `url`; `street` and `token` of who books; `cancel(record)`; `close()`.
 */
export async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), "linli-bench-site-"));
  cpSync(cdn, join(folder, "widgets"), { recursive: true });
  writeFileSync(join(folder, "plain-lit.js"), await buildPlainLit());
  for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text);
  compressAll(folder);
  const hub = await startHub({ staticFolders: { "/": folder } });
  const caller = createCaller(hub.url);
  const [token] = await hub.tokens([resident]);
  await fill(hub, caller);
  return {
    url: hub.url,
    street,
    token,
    errors: hub.errors,
    cancel: async (record) => {
      const path = `/v1/streets/${street}/records/${record}/actions/cancel`;
      const { status, text } = await caller.send("POST", path, { token, body: {}, key: crypto.randomUUID() });
      if (status !== 200) throw new Error(`The booking was not cancelled: ${status} ${text}`);
    },
    close: async () => {
      caller.close();
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pageOf(head, body) {
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>宁围街道</title>
    <link rel="icon" href="data:," />
    ${head}
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}

function compressAll(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressAll(path);
    else writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

/** The courts that the resource kind's file has as examples, in a street whose clock stands, with some hours taken. */
async function fill(hub, caller) {
  const [operator] = await hub.tokens(["operator"], { operator: true });
  const [method, path, body] = streetRequest(street);
  const { kind } = bundle.kinds.find((one) => one.kind.kind === "court");
  const courts = Object.fromEntries(kind.examples.map(({ id, value }) => [id, value]));
  await make([caller], operator, [
    [method, path, { ...body, name: "宁围街道", test: true, now }],
    ...memberRequests(street, [resident, ...neighbours]),
    ...resourceRequests(street, "court", courts, Object.fromEntries(kind.examples.map(({ id, name }) => [id, name]))),
  ]);
  for (const [i, token] of (await hub.tokens(neighbours)).entries()) {
    for (const [day, hour] of [
      [1, 17],
      [3, 19],
      [5, 10],
    ]) {
      const booking = courtBooking("c-3", `2026-12-0${day}`, hour + (i % 2));
      const court = ["c-3", "b-1", "f-1"][i >> 1];
      const players = { ...booking.record, court, players: 2 };
      if (court === "f-1") players.period = courtBooking(court, `2026-12-0${day}`, 11 + (i % 2)).record.period;
      await make([caller], token, [["POST", `/v1/streets/${street}/records`, { ...booking, record: players }]]);
    }
  }
}
