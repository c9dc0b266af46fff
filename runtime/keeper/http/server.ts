import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { REFUSALS, type RefusalCode } from "../../src/keys/refusals.ts";

export type ListenOptions = {
  host: string;
  /** 0 for any free port. */
  port: number;
  /** Time for headers and body of a request, in milliseconds. */
  requestMilliseconds: number;
  /** Connections at the same time; more are turned away. */
  connections: number;
};

/** A server that listens. */
export type Listening = {
  /** With the port that was taken, e.g. `http://127.0.0.1:8787`. */
  url: string;
  port: number;
  /** Stops listening, lets running requests finish for as long as given, then cuts what is left. */
  close(graceMilliseconds: number): Promise<void>;
};

const MAX_HEADER_BYTES = 16 * 1024;
const IDLE_CHECK_MILLISECONDS = 20;

// biome-ignore lint/suspicious/noExplicitAny: the routes' environment is the application's business
export async function listen(app: Hono<any>, options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: options.host,
    createServer,
    serverOptions: {
      headersTimeout: options.requestMilliseconds,
      requestTimeout: options.requestMilliseconds,
      connectionsCheckingInterval: Math.min(1000, options.requestMilliseconds),
      keepAliveTimeout: 5000,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
  }) as Server;
  server.maxConnections = options.connections;
  server.on("clientError", refuseBrokenRequest);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, port, close: (grace) => close(server, grace) };
}

async function close(server: Server, graceMilliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection becomes idle once its running request is answered; its client need not close it.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MILLISECONDS);
  const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
  clearInterval(idle);
}

/** What never became a request gets an answer of the same form as every other refusal. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const timedOut = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const code: RefusalCode = timedOut ? "REQUEST_TIMEOUT" : "REQUEST_MALFORMED";
  const message = timedOut ? "The request took too long to arrive." : "This is not an HTTP request.";
  const { status, hint } = REFUSALS[code];
  const body = JSON.stringify({ error: { code, message, hint } });
  const reason = timedOut ? "Request Timeout" : "Bad Request";
  const head = `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: application/json`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
