import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

/** A server in a keeper's place that answers every request with noise. */
export type GarbageServer = { answers: () => number; close: () => Promise<void> };

/** @param url the keeper's, whose port must be free. */
export async function startGarbageServer(url: string): Promise<GarbageServer> {
  let answers = 0;
  const server = createServer((request, response) => {
    request.resume();
    answers++;
    response.writeHead(200, { "content-type": "application/json" }).end(randomBytes(300));
  });
  const { hostname, port } = new URL(url);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(Number(port), hostname, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { answers: () => answers, close };
}
