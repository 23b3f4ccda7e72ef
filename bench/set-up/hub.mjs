import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("hub-process.mjs", import.meta.url));

/**
 * Starts a hub in a process of its own, on PostgreSQL (`databaseUrl`) or on PGlite in memory, and serves it.
 * @returns `url`; `tokens(people, claims)`; `errors()`: what went wrong inside; `stop()`.
 */
export async function startHub({ databaseUrl, connections = 16, staticFolders = {} } = {}) {
  const child = fork(script, [JSON.stringify({ databaseUrl, connections, staticFolders })], {
    env: { ...process.env, NODE_ENV: "test" },
  });
  const waiting = new Map();
  let made = 0;
  const ended = new Promise((_, reject) =>
    child.once("exit", (code) => reject(new Error(`The hub's process ended with ${code}.`))),
  );
  ended.catch(() => undefined);
  const ready = new Promise((resolve) => {
    child.on("message", (message) => {
      if (message.ready) resolve(message.ready);
      else waiting.get(message.id)?.(message);
    });
  });
  const { url } = await Promise.race([ready, ended]);
  const ask = (question) => {
    const id = ++made;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    child.send({ id, ...question });
    return Promise.race([answer, ended]);
  };
  return {
    url,
    pid: child.pid,
    tokens: async (people, claims = {}) => (await ask({ ask: "tokens", people, claims })).tokens,
    errors: async () => (await ask({ ask: "errors" })).errors,
    stop: async () => {
      await ask({ ask: "stop" });
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
    },
  };
}
