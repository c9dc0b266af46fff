import { KeeperFailure } from "./keeperHttp.ts";
import type { Keeper, KeeperSet } from "./keeperSet.ts";
import type { KeeperReport, KeyServiceProgress } from "./keyService.ts";

/** How a round of questions to all keepers ended. */
export type QuorumResult<Answer> =
  | { kind: "reached"; answers: Answer[]; reports: KeeperReport[] }
  | { kind: "refused"; code: string; sentence: string; answers: Answer[]; reports: KeeperReport[] }
  | { kind: "lost"; answers: Answer[]; reports: KeeperReport[] };

export type QuorumOptions<Answer> = {
  set: KeeperSet;
  /** Asks one keeper and verifies its answer. Must throw KeeperFailure, and nothing but, when there is no right one. */
  ask: (keeper: Keeper, index: number, signal: AbortSignal) => Promise<Answer>;
  /** Time that each keeper has, in milliseconds. */
  timeoutMilliseconds: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: KeyServiceProgress) => void) | undefined;
};

/**
 * Asks all keepers at the same time and ends as soon as the outcome is certain: the threshold of right answers, so many
 * refusals with one code that the threshold is out of reach, or too many failures of different kinds. Whoever has not
 * answered by then is not waited for.
 *
 * @throws the signal's reason when it aborts.
 */
export async function askKeepers<Answer>(options: QuorumOptions<Answer>): Promise<QuorumResult<Answer>> {
  const { set, signal } = options;
  signal?.throwIfAborted();
  const done = new AbortController();
  const answers: Answer[] = [];
  const reports: KeeperReport[] = [];
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true, signal: done.signal });
      for (const [position, keeper] of set.keepers.entries()) {
        askOne(options, keeper, position + 1, done.signal).then(({ report, answer }) => {
          if (done.signal.aborted) return;
          reports.push(report);
          if (answer !== undefined) answers.push(answer);
          options.onProgress?.({ ...report, done: answers.length, total: set.threshold });
          const result = outcome(set, answers, reports);
          if (result) resolve(result);
        }, reject);
      }
    });
  } finally {
    done.abort();
  }
}

async function askOne<Answer>(
  options: QuorumOptions<Answer>,
  keeper: Keeper,
  index: number,
  done: AbortSignal,
): Promise<{ report: KeeperReport; answer?: Answer }> {
  const signals = [done, AbortSignal.timeout(options.timeoutMilliseconds)];
  if (options.signal) signals.push(options.signal);
  const who = { keeper: index, operator: keeper.operator, url: keeper.url };
  try {
    const answer = await options.ask(keeper, index, AbortSignal.any(signals));
    return { report: { ...who, outcome: "verified", reason: "" }, answer };
  } catch (error) {
    if (!(error instanceof KeeperFailure)) throw error;
    const { outcome, code, leased } = error;
    const told = { ...(code !== undefined && { code }), ...(leased !== undefined && { leased }) };
    return { report: { ...who, outcome, ...told, reason: error.message } };
  }
}

function outcome<Answer>(
  { threshold, keepers }: KeeperSet,
  answers: Answer[],
  reports: KeeperReport[],
): QuorumResult<Answer> | undefined {
  if (answers.length >= threshold) return { kind: "reached", answers: answers.slice(0, threshold), reports };
  const blocking = keepers.length - threshold + 1;
  const open = keepers.length - reports.length;

  const counts = new Map<string, number>();
  for (const { code } of reports) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [code, most] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ["", 0]);
  if (most >= blocking) {
    const sentence = reports.find((report) => report.code === code)?.reason ?? "";
    return { kind: "refused", code, sentence, answers, reports };
  }
  // A typed refusal may still come together out of the answers that are open, and says more than a list of failures.
  const certain = reports.length - answers.length >= blocking && most + open < blocking;
  return certain || open === 0 ? { kind: "lost", answers, reports } : undefined;
}
