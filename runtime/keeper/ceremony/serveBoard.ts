import type { Hex } from "viem";
import { listen } from "../http/server.ts";
import { type Board, createBoard } from "./board.ts";

/** A server of one ceremony's messages, which is named once it is known. */
export type BoardServer = {
  url: string;
  port: number;
  board: Board;
  /** From now on messages of this ceremony are served. */
  open(ceremony: Hex): void;
  /** Aborted when it closes. */
  closing: AbortSignal;
  close(): Promise<void>;
};

const CONNECTIONS = 256;
const REQUEST_MILLISECONDS = 10_000;

/** Ceremonies take so long, unless told otherwise. */
export const CEREMONY_TIMES = { timeoutMilliseconds: 600_000, pollMilliseconds: 200, lingerMilliseconds: 30_000 };

/** Listens for the other parties. Port 0 takes any free one; the ceremony then needs the url that was taken. */
export async function serveBoard(address: { host: string; port: number }): Promise<BoardServer> {
  let hash: Hex | undefined;
  const board = createBoard(() => hash);
  const limits = { connections: CONNECTIONS, requestMilliseconds: REQUEST_MILLISECONDS };
  const server = await listen(board.app, { ...address, ...limits });
  const closing = new AbortController();
  return {
    url: server.url,
    port: server.port,
    board,
    open: (ceremony) => {
      hash = ceremony;
    },
    closing: closing.signal,
    close: async () => {
      closing.abort();
      await server.close(0);
    },
  };
}
