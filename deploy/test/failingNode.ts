// A node that goes away in the middle of something.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type FailingNode = { url: string; close: () => void };

/**
 * Hands requests on to a node until it is gone: it does what it is asked then, and never answers again.
 *
 * @param isLast says of a request, and of how many were asked before, whether it is the last that is handed on.
 */
export async function startFailingNode(
  url: string,
  isLast: (body: string, answered: number) => boolean,
): Promise<FailingNode> {
  let [answered, gone] = [0, false];
  const server = createServer(async (asked, answer) => {
    const body = await new Response(asked as never).text();
    if (gone) return void asked.socket.destroy();
    gone = isLast(body, answered++);
    const headers = { "content-type": "application/json" };
    const got = await fetch(url, { method: "POST", headers, body }).then((response) => response.text());
    if (gone) asked.socket.destroy();
    else answer.writeHead(200, headers).end(got);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** The last request is the transaction of this number, counted from 1. */
export function afterTransactions(number: number): (body: string) => boolean {
  let sent = 0;
  return (body) => body.includes('"eth_sendRawTransaction"') && ++sent === number;
}
