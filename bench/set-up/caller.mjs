import { connect } from "node:net";

/**
 * One client of a hub: a connection that is kept (and made again where the hub has closed it for want of use), one request
 * at a time. Written for little work of its own, since it shares the machine with what is measured.
 * @returns `send(method, path, { token, body, key })` → `{ status, text }`, and `close()`.
 */
export function createCaller(url) {
  const { hostname, port, host } = new URL(url);
  let socket;
  let received = Buffer.alloc(0);
  let waiting;

  function open() {
    const made = connect({ host: hostname, port: Number(port), noDelay: true });
    const lost = (error) => {
      if (socket !== made) return;
      socket = undefined;
      received = Buffer.alloc(0);
      waiting?.reject(error instanceof Error ? error : new Error("The connection was closed."));
    };
    made.on("error", lost).on("close", lost).on("data", take);
    return made;
  }

  function take(bytes) {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    const answer = read(received);
    if (answer === undefined) return;
    received = received.subarray(answer.size);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(answer);
  }

  return {
    send(method, path, { token, body, key } = {}) {
      const sent = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
      const head =
        `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n` +
        (token === undefined ? "" : `Authorization: Bearer ${token}\r\n`) +
        (key === undefined ? "" : `Idempotency-Key: ${key}\r\n`) +
        (body === undefined ? "" : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(sent)}\r\n`);
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket ??= open();
        socket.write(`${head}\r\n${sent}`);
      });
    },
    close: () => socket?.destroy(),
  };
}

/** A whole response at the beginning of some bytes, with how many it took; `undefined`: more is to come. */
function read(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  const body = end + 4;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  if (length !== undefined) {
    const size = body + Number(length);
    return bytes.length < size ? undefined : { status, text: bytes.toString("utf8", body, size), size };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, text: "", size: body };
  const parts = [];
  for (let at = body; ;) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return undefined;
    const from = line + 2;
    const until = from + Number.parseInt(bytes.toString("latin1", at, line), 16);
    if (bytes.length < until + 2) return undefined;
    if (from === until) return { status, text: Buffer.concat(parts).toString("utf8"), size: until + 2 };
    parts.push(bytes.subarray(from, until));
    at = until + 2;
  }
}
