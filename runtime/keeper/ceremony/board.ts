import { type Context, Hono } from "hono";
import type { Hex } from "viem";
import type { MessageKind, SignedCeremonyMessage } from "./message.ts";

/** Where a participant shows its messages; the others fetch them. */
export type Board = {
  publish(message: SignedCeremonyMessage): void;
  app: Hono;
};

/**
 * Serves the messages of one ceremony at `GET /dkg/<ceremony>/<kind>/<to>` (`to` is 0 for everyone). What is not there
 * yet is a 404, and the abort message, once there is one, stands in for everything that is missing.
 */
export function createBoard(ceremony: () => Hex | undefined): Board {
  const messages = new Map<string, SignedCeremonyMessage>();
  const key = (kind: string, to: number | string) => `${kind}/${to}`;
  const app = new Hono();
  const missing = (context: Context) =>
    context.json({ error: { code: "NOT_READY", message: "There is no such message yet.", hint: "Ask again." } }, 404);

  app.get("/dkg/:ceremony/:kind/:to", (context) => {
    context.header("cache-control", "no-store");
    const { ceremony: asked, kind, to } = context.req.param();
    if (asked !== ceremony()) return missing(context);
    const message = messages.get(key(kind, to)) ?? messages.get(key("abort" satisfies MessageKind, 0));
    return message ? context.json(message) : missing(context);
  });
  app.notFound(missing);
  return { app, publish: (message) => messages.set(key(message.kind, message.to), message) };
}
