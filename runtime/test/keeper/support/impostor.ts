import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningKeeper } from "../../../keeper/startKeeper.ts";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";
import { later } from "./cleanup.ts";

/** Answers one request as it likes; `honest` is the answer of the keeper whose place it has taken. */
export type Impostor = (p: {
  body: string;
  honest: (body?: string) => Promise<{ status: number; json: Record<string, unknown> }>;
  response: ServerResponse;
  request: IncomingMessage;
}) => unknown;

/** A server that stands where a keeper should; stopped by the clean-up. */
export async function impostor(keeper: RunningKeeper, behaviour: Impostor): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const honest = async (forwarded = body) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${keeper.url}${request.url}`, { method: "POST", headers, body: forwarded });
      return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
    };
    await behaviour({ body, honest, response, request });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  later(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve(undefined)));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The same set with some keepers (by index, from 1) found at other URLs. */
export function withUrls(set: KeeperSet, urls: Record<number, string>): KeeperSet {
  return { ...set, keepers: set.keepers.map((keeper, i) => ({ ...keeper, url: urls[i + 1] ?? keeper.url })) };
}

const reply = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { "content-type": "application/json" }).end(body);

/** Everything that a keeper may answer instead of what it should, and what the client calls it then. */
export const MISBEHAVIOURS: Record<string, { outcome: "faulty" | "unreachable" | "refused"; behave: Impostor }> = {
  "an HTML page": { outcome: "faulty", behave: ({ response }) => response.end("<html>") },
  "a JSON null": { outcome: "faulty", behave: ({ response }) => response.end("null") },
  "an error without a reason": { outcome: "faulty", behave: ({ response }) => reply(response, 500, "{}") },
  "a huge body": { outcome: "faulty", behave: ({ response }) => response.end(`"${"x".repeat(1 << 20)}"`) },
  "a body without end": {
    outcome: "faulty",
    behave: ({ response }) => {
      const more = (): unknown =>
        response.destroyed ? undefined : response.write(" ".repeat(4096), () => setImmediate(more));
      more();
    },
  },
  "a body that drips": {
    outcome: "unreachable",
    behave: ({ response }) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    },
  },
  "no answer": { outcome: "unreachable", behave: () => {} },
  "a broken connection": { outcome: "unreachable", behave: ({ response }) => response.destroy() },
  "a connection that breaks in the body": {
    outcome: "faulty",
    behave: ({ response }) => {
      response.writeHead(200, { "content-length": "1000" }).write("{");
      setTimeout(() => response.destroy(), 20);
    },
  },
  "a redirect": {
    outcome: "unreachable",
    behave: ({ response }) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end(),
  },
  "a refusal of its own invention": {
    outcome: "refused",
    behave: ({ response }) => reply(response, 403, '{"error":{"code":"GO_AWAY","message":"\\u001b[2Jno\\n"}}'),
  },
};
