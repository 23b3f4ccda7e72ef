import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Bundle } from "@linli/contracts";
import { bundle } from "@linli/contracts/bundle";
import { createHub } from "@linli/hub";
import type { Hub } from "@linli/hub";
import { createDevelopment } from "@linli/hub/development";
import type { Development } from "@linli/hub/development";
import { serveHub } from "@linli/hub/node";
import { pglite } from "@linli/hub/pglite";
import { chromium } from "playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const id = "own.pets.dog-walk";
const folder = mkdtempSync(join(tmpdir(), "linli-own-scenario-"));
const linli = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(root, "packages/cli/dist/main.js"), ...args], { encoding: "utf8" });

let own: Bundle;
let hub: Hub;
let development: Development;
let serving: Awaited<ReturnType<typeof serveHub>>;
let browser: Browser;

/** One file is dropped into a street's folder; the hub is given what comes of it, and nothing else. */
beforeAll(async () => {
  mkdirSync(join(folder, "scenarios", "own"), { recursive: true });
  cpSync(join(root, `examples/own-scenario/scenarios/own/${id}.json`), join(folder, "scenarios", "own", `${id}.json`));
  const base = ["--base", join(root, "scenarios")];
  linli("compile", join(folder, "scenarios"), ...base, "--out", join(folder, "lib"));
  linli("document", join(folder, "scenarios"), ...base, "--out", join(folder, "docs"));
  ({ bundle: own } = (await import(pathToFileURL(join(folder, "lib", "bundle.js")).href)) as { bundle: Bundle });

  mkdirSync(join(folder, "page"));
  writeFileSync(join(folder, "page", "index.html"), page);
  writeFileSync(join(folder, "page", "page.js"), script);
  development = await createDevelopment({ people: [] });
  hub = await createHub({
    database: await pglite(),
    clock: Date.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: () => Promise.reject(new TypeError("nothing is fetched here")),
    secrets: { seal: "a secret of thirty-two characters" },
    bundle: { ...bundle, contracts: [...bundle.contracts, ...own.contracts] },
    issuers: [],
    development,
  });
  await hub.migrate();
  serving = await serveHub(hub, {
    port: 0,
    staticFolders: {
      "/widgets": join(root, "packages/widgets/cdn"),
      "/own": join(folder, "lib/scenarios"),
      "/": join(folder, "page"),
    },
  });
  browser = await chromium.launch({
    executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const street = {
    id: "ningwei",
    name: "宁围街道",
    zone: "Asia/Shanghai",
    test: true,
    now: "2026-12-01T10:00:00+08:00",
    communities: [{ id: "ningan", name: "宁安社区" }],
  };
  await ask("operator", "POST /v1/streets", street);
  for (const [person, name, role] of [
    ["shen", "沈阿珍", "resident"],
    ["yu", "俞小敏", "volunteer"],
  ] as const)
    await ask("operator", `PUT /v1/streets/ningwei/members/${person}`, {
      name,
      community: "ningan",
      roles: [{ role }],
    });
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>邻里</title><script type="module" src="/page.js"></script></head>
<body><community-street street="ningwei"><community-widget scenario="${id}"></community-widget></community-street></body></html>`;
const script = `import "/widgets/linli.js";
const street = document.querySelector("community-street");
street.contracts = (file) => file.startsWith("own.") ? import("/own/" + file) : undefined;
street.token = new URLSearchParams(location.hash.slice(1)).get("token");`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a hub answers is looked at by the tests
async function ask(person: string, what: string, body?: unknown): Promise<any> {
  const [method = "GET", path = ""] = what.split(" ");
  const response = await fetch(serving.url + path, {
    method,
    headers: {
      authorization: `Bearer ${await development.token(person, person === "operator" ? { operator: true } : {})}`,
      "content-type": "application/json",
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${what}: ${String(response.status)} ${JSON.stringify(answer)}`);
  return answer;
}

const answers: { readonly [label: string]: string } = {
  狗狗叫什么: "大黄",
  犬证号: "A2025-10442",
  哪一天: "2026-12-04",
  几点来接: "16:00",
  "遛多久（分钟）": "30",
  地址: "宁围街道宁安社区 3 幢",
  联系手机: "13857112345",
};

/** Answers what is asked, step by step, and sends it. */
async function fillIn(shown: Page): Promise<void> {
  const [next, send] = ["下一步", "请人遛狗"].map((name) => shown.getByRole("button", { name, exact: true }));
  if (next === undefined || send === undefined) return;
  for (;;) {
    for (const [label, answer] of Object.entries(answers)) {
      const field = shown.getByLabel(label, { exact: true });
      if ((await field.count()) > 0) await field.fill(answer);
    }
    const large = shown.getByRole("radio", { name: "大型犬" });
    if ((await large.count()) > 0) await large.check();
    if ((await next.count()) === 0) break;
    await next.click();
  }
  await send.click();
}

const contract = () => {
  const [one] = own.contracts;
  if (one === undefined) throw new Error("The bundle is empty.");
  return "contract" in one ? one.contract : one;
};

describe("one file in a street's own folder", () => {
  it("has a route: it is opened, acted on, and described", async () => {
    const record = contract().examples.valid[0]?.value;
    const opened = await ask("shen", "POST /v1/streets/ningwei/records", { scenario: id, record });
    expect(opened).toMatchObject({ scenario: id, state: "requested" });
    const given = await ask("yu", `POST /v1/streets/ningwei/records/${String(opened.id)}/actions/assign`, {
      input: { assignee: "yu" },
    });
    expect(given).toMatchObject({ state: "assigned" });
    expect(JSON.stringify(await ask("shen", "GET /v1/openapi.json"))).toContain(id);
  });

  it("has types: a wrong field and a wrong action do not compile", () => {
    mkdirSync(join(folder, "app"), { recursive: true });
    for (const name of ["node_modules"]) symlinkSync(join(root, name), join(folder, name));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "app", "client.ts"), client);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          module: "NodeNext",
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: [],
          lib: ["ES2023", "DOM"],
        },
        include: ["app/*.ts"],
      }),
    );
    const types = execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
    });
    expect(types).toBe("");
  });

  it("has pages in three languages, with a picture of its states", () => {
    for (const locale of ["zh-CN", "en", "ko"])
      for (const kind of ["md", "svg"]) expect(existsSync(join(folder, `docs/${locale}/own/${id}.${kind}`))).toBe(true);
    expect(readFileSync(join(folder, `docs/zh-CN/own/${id}.md`), "utf8")).toContain("# 邻里帮遛狗");
  });

  it("has a widget: the form is shown, says what a check refuses, and is sent", async () => {
    const shown = await browser.newPage({ locale: "zh-CN" });
    await shown.goto(`${serving.url}/#token=${await development.token("shen")}`);
    await shown.getByRole("heading", { name: "邻里帮遛狗" }).waitFor();
    await fillIn(shown);
    await shown.getByRole("link", { name: "大型犬要戴嘴套才能出门，请先备好。" }).waitFor();
    await shown.getByText("已备嘴套").click();
    await fillIn(shown);
    await shown.getByRole("heading", { name: "等人接" }).waitFor();
    await shown.close();
  });
});

const client = `import { createClient } from "@linli/sdk";
import type {} from "../lib/map.js";

const street = createClient({ baseUrl: "https://hub.example", street: "ningwei" });
const walk = street.scenario("${id}");
export const sent = walk.open({
  dog: "豆豆", size: "small", licence: "A2026-03318", walkOn: "2026-12-02", from: "16:00", minutes: 30,
  address: { text: "宁围街道宁安社区" }, contact: "13857112345",
}).then((opened) => opened.act("cancel"));
// @ts-expect-error There is no such size.
export const cat = walk.open({ dog: "咪咪", size: "cat", licence: "A2026-03318", walkOn: "2026-12-02", from: "16:00", minutes: 30, address: { text: "宁围街道宁安社区" }, contact: "13857112345" });
// @ts-expect-error Nobody departs in this scenario.
export const gone = sent.then((opened) => walk.open({} as never).then((one) => one.act("depart")));
// @ts-expect-error There is no such scenario.
export const other = street.scenario("own.pets.cat-walk");
`;
