import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { Hex } from "viem";
import { BodyTooLargeError, readLimited } from "../../src/http/limitedBody.ts";
import { ChainQuorumError } from "../chain/errors.ts";
import type { QuorumChain } from "../chain/quorumChain.ts";
import type { HolderState } from "../epoch/keyHolder.ts";
import type { Gate } from "../limits/gate.ts";
import type { RateLimits } from "../limits/rateLimits.ts";
import { errorFields, type Log } from "../log.ts";
import { RefusedError, refusalWithoutQuorum } from "../refusedError.ts";
import type { ReleaseAnswer } from "../release/release.ts";
import type { SealAnswer } from "../seal/sealVersion.ts";
import { listLeases, listReleases, signLeases, signReleases, type UsageContext } from "../usage/usage.ts";
import { clientAddress } from "./clientAddress.ts";

/** Answer of `GET /key`: what anyone may know of the keeper. */
export type KeeperIdentity = {
  epoch: number;
  index: number;
  threshold: number;
  groupKey: Hex;
  verificationShare: Hex;
  transportKey: Hex;
  operator: Hex;
};

export type KeeperAppOptions = {
  identity: () => KeeperIdentity;
  state: () => HolderState;
  chain: QuorumChain;
  release: (json: unknown, signal: AbortSignal) => Promise<ReleaseAnswer>;
  seal: (json: unknown) => SealAnswer;
  usage: () => UsageContext;
  limits: RateLimits;
  gate: Gate;
  /** Web origins that browsers may ask from; `*` for all. */
  origins: readonly string[];
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  log: Log;
};

const BODY_BYTES = 64 * 1024;
const SEAL_BODY_BYTES = 384 * 1024;

const PATHS = [
  ...["/health", "/key", "/v1/release", "/v1/seal"],
  ...["/v1/leases", "/v1/leases/sign", "/v1/releases", "/v1/releases/sign"],
];

type Environment = { Bindings: HttpBindings };

/** The keeper's routes. Every answer is JSON; every failure is `{ error: { code, message, hint } }`. */
export function keeperApp(options: KeeperAppOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const origin = options.origins.includes("*") ? "*" : [...options.origins];
  app.use(cors({ origin, allowMethods: ["GET", "POST"], allowHeaders: ["content-type"] }));
  app.use(async (context, next) => {
    context.header("cache-control", "no-store");
    context.header("x-content-type-options", "nosniff");
    options.limits.address(clientAddress(context.env.incoming, options.trustedProxies));
    await next();
  });
  app.get("/health", async (context) => {
    const health = await healthOf(options);
    return context.json(health, health.status === "ok" ? 200 : 503);
  });
  app.get("/key", (context) => context.json(options.identity()));
  app.post("/v1/release", async (context) => {
    const json = await readJson(context, BODY_BYTES);
    const { signal } = context.req.raw;
    const answer = await options.gate.run(() => options.release(json, signal), signal);
    options.log("info", "release.served", { epoch: answer.epoch });
    return context.json(answer);
  });
  app.post("/v1/seal", async (context) => {
    const json = await readJson(context, SEAL_BODY_BYTES);
    const answer = await options.gate.run(async () => options.seal(json), context.req.raw.signal);
    options.log("info", "seal.signed", { epoch: answer.epoch });
    return context.json(answer);
  });
  addUsage(app, options);
  for (const path of PATHS) {
    app.all(path, ({ req }) => {
      throw new RefusedError("METHOD_NOT_ALLOWED", `${req.method} is not answered here.`);
    });
  }
  app.notFound((context) => failed(context, new RefusedError("NOT_FOUND", "There is nothing here."), options.log));
  app.onError((error, context) => failed(context, error, options.log));
  return app;
}

/** What anyone may know of leases and releases, and the keeper's signature over it. */
function addUsage(app: Hono<Environment>, { usage, gate, log }: KeeperAppOptions): void {
  const routes = {
    "/v1/leases": listLeases,
    "/v1/leases/sign": signLeases,
    "/v1/releases": listReleases,
    "/v1/releases/sign": signReleases,
  };
  for (const [path, answer] of Object.entries(routes)) {
    app.post(path, async (context) => {
      const json = await readJson(context, BODY_BYTES);
      const told = await gate.run(async () => answer(usage(), json), context.req.raw.signal);
      log("info", "usage.told", { path });
      return context.json(told);
    });
  }
}

async function healthOf({ chain, identity, state }: KeeperAppOptions) {
  const { epoch, index } = identity();
  try {
    const { header } = await chain.pin();
    const status = state() === "serving" ? "ok" : state();
    return { status, epoch, index, block: header.number.toString() };
  } catch (error) {
    if (error instanceof ChainQuorumError) return { status: "degraded", epoch, index, block: null };
    throw error;
  }
}

async function readJson(context: Context<Environment>, limit: number): Promise<unknown> {
  const { req } = context;
  const type = req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new RefusedError("UNSUPPORTED_MEDIA_TYPE", "The body must be JSON.");
  const tooLarge = () => new RefusedError("BODY_TOO_LARGE", `The body is longer than ${limit} bytes.`);
  if (Number(req.header("content-length") ?? 0) > limit) throw tooLarge();
  const bytes = await readLimited(req.raw, limit).catch((error: unknown) => {
    if (error instanceof BodyTooLargeError) throw tooLarge();
    throw new RefusedError("REQUEST_MALFORMED", "The body broke off.", { cause: error });
  });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new RefusedError("REQUEST_MALFORMED", "The body is not UTF-8 encoded JSON.", { cause });
  }
}

function failed(context: Context<Environment>, error: unknown, log: Log): Response {
  const refusal = refusalFor(error);
  const fields = { code: refusal.code, path: knownPath(context.req.path) };
  if (refusal.code === "INTERNAL") log("error", "request.failed", { ...fields, ...errorFields(error) });
  else log("info", "request.refused", fields);
  const { code, message, hint, status, retryAfter, leased } = refusal;
  return context.json(
    { error: { code, message, hint, ...(leased !== undefined && { leased }) } },
    {
      status: status as 500,
      headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    },
  );
}

function refusalFor(error: unknown): RefusedError {
  if (error instanceof RefusedError) return error;
  if (error instanceof ChainQuorumError) return refusalWithoutQuorum(error);
  return new RefusedError("INTERNAL", "The keeper failed to answer.", { cause: error });
}

/** A path that someone made up may hold anything: only ours are logged. */
function knownPath(path: string): string {
  return PATHS.includes(path) ? path : "other";
}
