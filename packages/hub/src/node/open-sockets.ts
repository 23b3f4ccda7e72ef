import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Keeps the connections of a server; gives the way to end those on which no request is under way. Node's
 * `closeIdleConnections` leaves out those that have never carried one, which browsers open ahead.
 */
export function trackSockets(server: Server): () => void {
  const underWay = new Map<Socket, number>();
  const count = (socket: Socket, by: number): void => {
    const before = underWay.get(socket);
    if (before !== undefined) underWay.set(socket, before + by);
  };
  server.on("connection", (socket: Socket) => {
    underWay.set(socket, 0);
    socket.once("close", () => underWay.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once("close", () => count(socket, -1));
  });
  return () => {
    for (const [socket, requests] of underWay) if (requests === 0) socket.destroy();
  };
}
