/** What became of one of several answers to the same question. */
export type Verdict<T> = { agreed: T; votes: number } | { agreed: undefined; votes: number };

/**
 * Waits until `quorum` of the promises have fulfilled with values of the same `keyOf`, and no longer; or until that has
 * become impossible. Rejections count for nothing.
 *
 * @returns the agreed value, or `agreed: undefined` with the number of promises that fulfilled.
 */
export function quorumOf<T>(
  promises: readonly Promise<T>[],
  quorum: number,
  keyOf: (value: T) => string,
): Promise<Verdict<T>> {
  return new Promise((resolve) => {
    const votes = new Map<string, number>();
    let open = promises.length;
    let fulfilled = 0;
    const settle = () => {
      open -= 1;
      const most = Math.max(0, ...votes.values());
      if (most + open < quorum) resolve({ agreed: undefined, votes: fulfilled });
    };
    if (open < quorum) resolve({ agreed: undefined, votes: 0 });
    for (const promise of promises) {
      promise.then((value) => {
        fulfilled += 1;
        const key = keyOf(value);
        const count = (votes.get(key) ?? 0) + 1;
        votes.set(key, count);
        if (count >= quorum) resolve({ agreed: value, votes: count });
        settle();
      }, settle);
    }
  });
}
