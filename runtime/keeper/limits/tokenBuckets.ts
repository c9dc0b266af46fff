/** Whether something is within its rate; if not, after how many seconds it is again. */
export type Allowance = { allowed: true } | { allowed: false; retryAfter: number };

export type TokenBuckets = {
  /** Takes one token of `key`'s bucket. */
  take(key: string): Allowance;
  /** Like `take`, but takes nothing. */
  peek(key: string): Allowance;
};

export type TokenBucketOptions = {
  /** Tokens of a full bucket. */
  capacity: number;
  /** Seconds in which an empty bucket fills up. */
  seconds: number;
  /** Keys remembered; beyond, the one that was unused for longest is forgotten. */
  maxKeys: number;
  /** Monotonic time in milliseconds, so that setting the clock moves no limit. */
  clock?: () => number;
};

type Bucket = { tokens: number; at: number };

/** Token buckets, one per key, in bounded memory. */
export function tokenBuckets(options: TokenBucketOptions): TokenBuckets {
  const { capacity, maxKeys, clock = () => performance.now() } = options;
  const perMillisecond = capacity / (options.seconds * 1000);
  const buckets = new Map<string, Bucket>();

  const level = (key: string): Bucket => {
    const at = clock();
    const bucket = buckets.get(key) ?? { tokens: capacity, at };
    return { tokens: Math.min(capacity, bucket.tokens + (at - bucket.at) * perMillisecond), at };
  };
  const allowance = ({ tokens }: Bucket): Allowance =>
    tokens >= 1
      ? { allowed: true }
      : { allowed: false, retryAfter: Math.max(1, Math.ceil((1 - tokens) / perMillisecond / 1000)) };
  return {
    peek: (key) => allowance(level(key)),
    take: (key) => {
      const bucket = level(key);
      const result = allowance(bucket);
      if (result.allowed) bucket.tokens -= 1;
      buckets.delete(key); // put in again at the end: the map's order is that of last use
      buckets.set(key, bucket);
      const oldest = buckets.keys().next();
      if (buckets.size > maxKeys && !oldest.done) buckets.delete(oldest.value);
      return result;
    },
  };
}
