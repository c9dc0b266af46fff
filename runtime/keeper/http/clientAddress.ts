import type { IncomingMessage } from "node:http";

/**
 * Network address that a request counts for: the peer's, or, behind a trusted proxy, the last one in X-Forwarded-For
 * that no trusted proxy has. Whoever is not trusted can't choose what it counts as.
 */
export function clientAddress(
  incoming: Pick<IncomingMessage, "socket" | "headers">,
  trustedProxies: readonly string[],
): string {
  const peer = incoming.socket.remoteAddress ?? "unknown";
  if (!trustedProxies.includes(peer)) return peer;
  const forwarded = String(incoming.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  return forwarded.findLast((address) => !trustedProxies.includes(address)) ?? peer;
}
