import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type TestServer = { url: string; requests: string[]; close(): Promise<void> };

/** An HTTP server on loopback that answers as told, and remembers what it was asked. */
export async function testServer(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Servers of one test, all closed by `closeAll`. */
export function testServers() {
  const open: TestServer[] = [];
  return {
    async start(answer: Parameters<typeof testServer>[0]): Promise<TestServer> {
      const server = await testServer(answer);
      open.push(server);
      return server;
    },
    async closeAll() {
      await Promise.all(open.splice(0).map((server) => server.close()));
    },
  };
}

/** One file field, as `curl -F` sends it. */
export function upload(content: Uint8Array): FormData {
  const form = new FormData();
  form.set("data", new Blob([content as Uint8Array<ArrayBuffer>]));
  return form;
}
