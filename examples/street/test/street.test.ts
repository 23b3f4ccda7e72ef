import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../main.mjs", import.meta.url));
const folder = join(mkdtempSync(join(tmpdir(), "linli-street-")), "street");
const running: ChildProcess[] = [];
afterAll(() => {
  for (const one of running) one.kill("SIGKILL");
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

interface Started {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
}

/** Starts the street and waits until it says where it is. */
function start(): Promise<Started> {
  const child = spawn(process.execPath, [main, "--port", "0", "--folder", folder], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text: Buffer) => {
      said += text.toString();
      const url = /Residents\s+(http\S+?)\/\s/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, child, ended });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

async function signedIn(url: string, person: string): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const response = await fetch(`${url}/development/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person }),
  });
  const { token } = (await response.json()) as { readonly token: string };
  return (path, init) =>
    fetch(`${url}/v1/streets/ningwei${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...init?.headers },
    });
}

describe("the sample street", () => {
  it("opens with people, places and pages, keeps what they do over a kill, and its folder to itself", async () => {
    const first = await start();
    const page = await fetch(first.url);
    expect(await page.text()).toContain("community-street");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect((await fetch(`${first.url}/widgets/linli.js`)).status).toBe(200);

    const qian = await signedIn(first.url, "qian-xiaoyan");
    const free = (await (await qian("/scenarios/sports.venues.court/availability?days=3")).json()) as {
      readonly days: readonly string[];
      readonly offset: string;
      readonly resources: readonly { readonly id: string }[];
    };
    expect(free.resources.length).toBeGreaterThan(1);
    const day = free.days[2];
    const opened = await qian("/records", {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({
        scenario: "sports.venues.court",
        record: {
          court: "c-3",
          period: { start: `${day}T07:00:00${free.offset}`, end: `${day}T08:00:00${free.offset}` },
          players: 4,
          purpose: "leisure",
          contact: "13857112345",
        },
      }),
    });
    const booking = (await opened.json()) as { readonly id: string; readonly state: string };
    expect([opened.status, booking.state]).toEqual([201, "confirmed"]);

    await expect(start()).rejects.toThrow(String(first.child.pid));

    first.child.kill("SIGKILL");
    await first.ended;
    const second = await start();
    const again = await signedIn(second.url, "qian-xiaoyan");
    expect(((await (await again(`/records/${booking.id}`)).json()) as { readonly state: string }).state).toBe("confirmed");

    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
  }, 120_000);
});
