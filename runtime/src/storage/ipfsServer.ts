import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { CID } from "multiformats/cid";
import { type BlockStore, MAX_BLOCK_BYTES } from "./blocks.ts";
import { gatewayRoutes } from "./gatewayRoutes.ts";
import { kuboRoutes } from "./kuboRoutes.ts";
import { loopbackOnly } from "./loopbackOnly.ts";

export type IpfsServerOptions = {
  blocks: BlockStore;
  /** 0: the system chooses. */
  port?: number;
  maxBlockBytes?: number;
  /** Told what the asking side can't be told: failures in the middle of an answer, and unforeseen ones. */
  onError?: (error: unknown) => void;
};

export type IpfsServer = {
  /** `http://127.0.0.1:<port>`: gateway and kubo-compatible API at once. */
  url: string;
  port: number;
  close(): Promise<void>;
};

/** The empty UnixFS folder. graph-node asks for it to see whether a gateway is one. */
const EMPTY_FOLDER = CID.parse("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
const EMPTY_FOLDER_BLOCK = Uint8Array.of(0x0a, 0x02, 0x08, 0x01);

const MAX_CONNECTIONS = 256;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Serves a block store on 127.0.0.1: trustless gateway, plain files, and the part of kubo's RPC API that stores and
 * reads content. Whoever runs programs on this machine may write to it; other machines and foreign web pages may not
 * even read.
 */
export async function ipfsServer(options: IpfsServerOptions): Promise<IpfsServer> {
  const { onError } = options;
  const app = ipfsApp(options);
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    getRequestListener((request, { outgoing }) => app.fetch(request, { outgoing, onError }), {
      overrideGlobalObjects: false,
    }),
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, close: () => closeServer(server) };
}

function ipfsApp({ blocks, maxBlockBytes = MAX_BLOCK_BYTES, onError }: IpfsServerOptions): Hono {
  const app = new Hono();
  app.use(loopbackOnly());
  app.get(`/ipfs/${EMPTY_FOLDER}`, (context) => {
    const isRaw = context.req.query("format") === "raw";
    return isRaw ? context.body(EMPTY_FOLDER_BLOCK) : context.text("");
  });
  app.route("/", gatewayRoutes(blocks));
  app.route("/api/v0", kuboRoutes(blocks, maxBlockBytes));
  app.onError((error, context) => {
    if (!context.req.raw.signal.aborted) onError?.(error);
    const message = "The server failed on this request.";
    return context.json({ error: { code: "INTERNAL", message, hint: "Look at the server's own messages." } }, 500);
  });
  return app;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
