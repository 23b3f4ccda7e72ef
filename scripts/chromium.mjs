// Finds a Chromium for tests, benchmarks and pictures, and installs one where there is none. Order: the environment,
// the system's, Playwright's own; then Playwright's download, Debian's package (as root), the build that npm ships.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Flags that make Chromium quiet on machines without a network or a display. */
export const chromiumFlags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

const works = (path) =>
  Boolean(path) &&
  existsSync(path) &&
  spawnSync(path, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
const run = (command, args) =>
  spawnSync(command, args, {
    stdio: ["ignore", 2, 2],
    timeout: 480_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

const fromEnvironment = () => [
  process.env.CHROMIUM_PATH,
  process.env.CHROME_PATH,
  process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH,
];

function fromSystem() {
  if (process.platform === "darwin")
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
  if (process.platform === "win32")
    return [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`);
  return ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map((name) => `/usr/bin/${name}`);
}

async function fromPlaywright() {
  return [(await import("playwright")).chromium.executablePath()];
}

async function downloaded() {
  const cli = createRequire(import.meta.url).resolve("playwright/cli.js");
  return run(process.execPath, [cli, "install", "chromium"]) ? fromPlaywright() : [];
}

function packaged() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return [];
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]);
  return fromSystem();
}

/** Path of a Chromium that starts. */
export async function findChromium() {
  for (const step of [fromEnvironment, fromSystem, fromPlaywright, downloaded, packaged])
    for (const path of await step()) if (works(path)) return path;
  throw new Error("No Chromium found. Set CHROME_PATH, or install one (Debian: apt-get install chromium).");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findChromium());
