import type { RpcEndpoint } from "./endpoint.ts";
import { ChainQuorumError, EndpointError } from "./errors.ts";
import { type Finality, type Header, readHeader, readView, type View } from "./header.ts";
import { quorumOf } from "./quorumOf.ts";

/** What an endpoint must be, and what a block must be, to count. Ages in seconds; null switches a check off. */
export type Freshness = {
  /** Oldest head that an endpoint may have. */
  maxHeadAge: number | null;
  /** How far ahead of this machine's clock a head may be. */
  maxHeadAhead: number | null;
  /** Oldest final block that may be read from: when finality stalls longer, nothing is released. */
  maxFinalAge: number | null;
  /** How far an endpoint's own newest final block may be ahead of one that it is counted for. */
  maxFinalSpread: number | null;
};

export type AgreementOptions = {
  endpoints: readonly RpcEndpoint[];
  quorum: number;
  finality: Finality;
  freshness: Freshness;
  /** How long to wait for the other endpoints once a quorum answered, in milliseconds. */
  graceMilliseconds: number;
};

type Problem = "unreachable" | "stale" | "clock";

/**
 * The newest block that `quorum` endpoints agree is final.
 *
 * Each endpoint is asked for its head and its final block. Those whose head is too old or from the future don't count.
 * Of the rest, candidates are the heights that at least `quorum` of them call final, the highest first, so that fewer
 * liars than the quorum can't push the height up; the block at that height must then have the same hash at `quorum` of
 * them. An endpoint that is itself further on does not count for an old block, so that one liar that shows an old state
 * can't make a quorum with an honest endpoint.
 *
 * @param now Unix time in seconds.
 * @throws ChainQuorumError
 */
export async function agreeOnBlock(options: AgreementOptions, now: number, signal: AbortSignal): Promise<Header> {
  const asked = new AbortController();
  const inner = AbortSignal.any([signal, asked.signal]);
  const views: View[] = [];
  const problems: Problem[] = [];
  try {
    const settled = options.endpoints.map(async (endpoint) => {
      const seen = await viewProblem(endpoint, options, now, inner);
      if (typeof seen === "string") problems.push(seen);
      else views.push(seen);
    });
    await quorumOrAll(settled, () => views.length >= options.quorum, options.graceMilliseconds);
    const early = await agreeAmong([...views], options, inner);
    if (early) return checkAge(early, options.freshness, now);
    await Promise.all(settled);
    const late = await agreeAmong(views, options, inner);
    if (late) return checkAge(late, options.freshness, now);
    throw noQuorum(options.quorum, views.length, problems);
  } finally {
    asked.abort();
  }
}

async function viewProblem(
  endpoint: RpcEndpoint,
  { finality, freshness }: AgreementOptions,
  now: number,
  signal: AbortSignal,
): Promise<View | Problem> {
  try {
    const view = await readView(endpoint, finality, signal);
    const age = now - Number(view.head.timestamp);
    if (freshness.maxHeadAge !== null && age > freshness.maxHeadAge) return "stale";
    if (freshness.maxHeadAhead !== null && -age > freshness.maxHeadAhead) return "clock";
    return view;
  } catch {
    return "unreachable";
  }
}

/** Waits until every promise settled, or until `enough` holds and the grace period after it is over. */
async function quorumOrAll(promises: readonly Promise<void>[], enough: () => boolean, grace: number): Promise<void> {
  const all = Promise.all(promises);
  await new Promise<void>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    for (const promise of promises) {
      promise.then(() => {
        if (enough()) timer ??= setTimeout(resolve, grace);
      }, finish);
    }
    all.then(finish, finish);
  });
}

async function agreeAmong(
  views: View[],
  { quorum, freshness }: AgreementOptions,
  signal: AbortSignal,
): Promise<Header | undefined> {
  const heights = views.map((view) => view.final.number).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  for (const height of new Set(heights.slice(quorum - 1))) {
    const headers = views
      .filter((view) => view.final.number >= height)
      .map((view) => vote(view, height, freshness, signal));
    const verdict = await quorumOf(headers, quorum, (header) => `${header.hash}:${header.timestamp}`);
    if (verdict.agreed) return verdict.agreed;
  }
  return undefined;
}

/** The header that an endpoint has at a height, as far as it is near enough to what the endpoint itself calls final. */
async function vote(view: View, height: bigint, { maxFinalSpread }: Freshness, signal: AbortSignal): Promise<Header> {
  if (view.final.number === height) return view.final;
  const header = await readHeader(view.endpoint, height, signal);
  const spread = view.final.timestamp - header.timestamp;
  if (maxFinalSpread !== null && spread > BigInt(maxFinalSpread)) {
    throw new EndpointError(view.endpoint.index, `is ${spread} s further than block ${height}`);
  }
  return header;
}

function checkAge(header: Header, { maxFinalAge }: Freshness, now: number): Header {
  const age = now - Number(header.timestamp);
  if (maxFinalAge !== null && age > maxFinalAge) {
    throw new ChainQuorumError("stale", `The newest final block ${header.number} is ${age} s old.`);
  }
  return header;
}

function noQuorum(quorum: number, good: number, problems: readonly Problem[]): ChainQuorumError {
  const count = (problem: Problem) => problems.filter((seen) => seen === problem).length;
  const tally = `${good} usable, ${count("unreachable")} unreachable, ${count("stale")} stale, ${count("clock")} ahead`;
  const message = `No quorum of ${quorum} RPC endpoints about the newest final block: ${tally}.`;
  if (good >= quorum) return new ChainQuorumError("disagreement", message);
  if (good + count("clock") >= quorum) return new ChainQuorumError("clock", message);
  if (good + count("stale") >= quorum) return new ChainQuorumError("stale", message);
  return new ChainQuorumError("unreachable", message);
}
