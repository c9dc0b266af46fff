import type { MiddlewareHandler } from "hono";

/** Names under which only this machine reaches itself. */
const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses requests that a web page of another site made the user's browser send: by its own name pointed at this
 * machine (DNS rebinding: `Host` is foreign), or directly (`Origin` is foreign). Pages served from this machine may read.
 */
export function loopbackOnly(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host");
    const origin = context.req.header("origin");
    if (!isLoopback(`http://${host}`) || (origin !== undefined && !isLoopback(origin))) {
      return context.json({ error: REFUSAL }, 403, { connection: "close" }); // a body may still be on its way
    }
    await next();
    if (origin !== undefined) context.header("access-control-allow-origin", origin);
    context.header("vary", "origin");
    return undefined;
  };
}

const REFUSAL = {
  code: "NOT_LOOPBACK",
  message: "This server answers programs and pages of this machine only.",
  hint: "Call it as http://127.0.0.1 from this machine.",
};

function isLoopback(url: string): boolean {
  try {
    return LOOPBACK_NAMES.has(new URL(url).hostname);
  } catch {
    return false;
  }
}
