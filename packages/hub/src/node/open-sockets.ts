import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How long a connection that was opened may still take to send its first request, in milliseconds. */
const firstWithin = 1000;

/**
 * Keeps the connections of a server; gives the way to end those on which no request is under way. Node's
 * `closeIdleConnections` leaves out those that have never carried one, which browsers open ahead; here they have a
 * moment for the request that may be on its way.
 */
export function trackSockets(server: Server): () => void {
  const open = new Map<Socket, { underWay: number; since: number }>();
  server.on("connection", (socket: Socket) => {
    open.set(socket, { underWay: 0, since: Date.now() });
    socket.once("close", () => open.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    const state = open.get(socket);
    if (state === undefined) return;
    state.underWay += 1;
    state.since = 0;
    response.once("close", () => {
      state.underWay -= 1;
    });
  });
  return () => {
    for (const [socket, { underWay, since }] of open)
      if (underWay === 0 && Date.now() - since >= firstWithin) socket.destroy();
  };
}
