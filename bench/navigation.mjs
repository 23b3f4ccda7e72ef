// From the navigation to a valid submit, on a slow processor and a slow network: the tag, and the tag with its generated
// modulepreload lines, against the same form written by hand. Interleaved rounds; medians of what each round's pair gives.
import { bookOn, startBrowser } from "./set-up/browser.mjs";
import { forms } from "./set-up/driven.mjs";
import { openSite } from "./set-up/site.mjs";
import { median, rounded } from "./set-up/statistics.mjs";

export const name = "navigation";

const rounds = 11;
const slowdown = 4;
const megabit = 1_000_000 / 8;
const network = { offline: false, latency: 150, downloadThroughput: 1.6 * megabit, uploadThroughput: 0.75 * megabit };
const variants = {
  peer: { page: "plain-lit.html", form: forms.peer },
  tag: { page: "tag.html", form: forms.ours },
  preload: { page: "preload.html", form: forms.ours },
};

/** Measures. `progress` is told what is going on. */
export async function run({ progress }) {
  const site = await openSite();
  const browser = await startBrowser();
  try {
    for (const variant of Object.values(variants)) await bookOn(browser, site, variant);
    const found = [];
    for (let round = 0; round < rounds; round++) {
      const turn = {};
      const order = Object.entries(variants);
      for (const [variant, what] of round % 2 ? order.reverse() : order) {
        const { painted, ready, sent } = await bookOn(browser, site, { ...what, prepare: slow });
        turn[variant] = { painted, ready, sent };
      }
      found.push(turn);
      progress(
        `round ${round + 1} of ${rounds}: ${order.map(([variant]) => `${variant} ${Math.round(turn[variant].sent)} ms`).join(", ")}`,
      );
    }
    for (const variant of Object.keys(variants)) {
      const of = (what) => Math.round(median(found.map((turn) => turn[variant][what])));
      progress(
        `${variant}: shows something after ${of("painted")} ms, can be used after ${of("ready")} ms, sent after ${of("sent")} ms`,
      );
    }
    const row = (variant, what, reach) => ({
      name: `navigation to a valid submit, ${what}`,
      value: Math.round(median(found.map((turn) => turn[variant].sent))),
      unit: "ms",
      against: "the same form in plain Lit, CPU 4x, 150 ms, 1.6 Mbit/s",
      ratio: rounded(median(found.map((turn) => turn[variant].sent / turn.peer.sent)), 3),
      reach,
    });
    return [row("tag", "the tag alone", "≤ 1.35"), row("preload", "the tag with its generated lines", "≤ 1.2")];
  } finally {
    await browser.close();
    await site.close();
  }
}

async function slow(session) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
}
