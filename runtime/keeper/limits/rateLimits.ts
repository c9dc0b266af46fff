import { isIPv6 } from "node:net";
import { RefusedError } from "../refusedError.ts";
import { type Allowance, tokenBuckets } from "./tokenBuckets.ts";

export type RateLimitOptions = {
  /** Requests per minute from one network address (one /64 of IPv6). */
  perAddressPerMinute: number;
  /** Releases per minute to one account. */
  perAccountPerMinute: number;
  /** Requests per second that get as far as the expensive checks, from everyone. */
  globalPerSecond: number;
};

/** The keeper's rate limits. Each method throws RefusedError RATE_LIMITED with Retry-After. */
export type RateLimits = {
  /** Any request: counted before its body is read. */
  address(address: string): void;
  /** A request that is about to cost something. */
  global(): void;
  /** Whether the account may get another release; counts nothing, since anyone can name an account. */
  checkAccount(account: string): void;
  /** A release to an account that has shown to be itself. */
  account(account: string): void;
};

const MAX_KEYS = 20_000;

export function createRateLimits(options: RateLimitOptions): RateLimits {
  const addresses = tokenBuckets({ capacity: options.perAddressPerMinute, seconds: 60, maxKeys: MAX_KEYS });
  const accounts = tokenBuckets({ capacity: options.perAccountPerMinute, seconds: 60, maxKeys: MAX_KEYS });
  const all = tokenBuckets({ capacity: options.globalPerSecond, seconds: 1, maxKeys: 1 });
  return {
    address: (address) => demand(addresses.take(addressKey(address)), "this network address"),
    global: () => demand(all.take(""), "all together"),
    checkAccount: (account) => demand(accounts.peek(account), "this account"),
    account: (account) => demand(accounts.take(account), "this account"),
  };
}

function demand(allowance: Allowance, whose: string): void {
  if (allowance.allowed) return;
  throw new RefusedError("RATE_LIMITED", `Too many requests of ${whose}.`, { retryAfter: allowance.retryAfter });
}

/** An IPv6 network hands 2^64 addresses to one customer: the first four groups are what counts. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill("0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
