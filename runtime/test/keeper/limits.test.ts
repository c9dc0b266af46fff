import assert from "node:assert/strict";
import fc from "fast-check";
import { addressKey } from "../../keeper/limits/rateLimits.ts";
import { tokenBuckets } from "../../keeper/limits/tokenBuckets.ts";

describe("keeper: rate limits", () => {
  it("a full bucket gives its capacity at once, then one token per share of its time", () => {
    let time = 0;
    const buckets = tokenBuckets({ capacity: 3, seconds: 60, maxKeys: 10, clock: () => time });
    for (let i = 0; i < 3; i += 1) assert.deepEqual(buckets.take("a"), { allowed: true });
    assert.deepEqual(buckets.take("a"), { allowed: false, retryAfter: 20 });
    assert.deepEqual(buckets.take("b"), { allowed: true });
    time = 19_999;
    assert.deepEqual(buckets.peek("a"), { allowed: false, retryAfter: 1 });
    time = 20_000;
    assert.deepEqual(buckets.peek("a"), { allowed: true });
    assert.deepEqual(buckets.peek("a"), { allowed: true });
    assert.deepEqual(buckets.take("a"), { allowed: true });
    assert.deepEqual(buckets.take("a"), { allowed: false, retryAfter: 20 });
  });

  it("lets through no more than its capacity and what its time adds, however requests come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }), (pauses) => {
        let time = 0;
        const buckets = tokenBuckets({ capacity: 5, seconds: 10, maxKeys: 10, clock: () => time });
        let allowed = 0;
        for (const pause of pauses) {
          time += pause;
          if (buckets.take("a").allowed) allowed += 1;
        }
        assert.ok(allowed <= 5 + time / 2000 + 1e-6, `${allowed} in ${time} ms`);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("remembers a bounded number of keys, those used last", () => {
    const buckets = tokenBuckets({ capacity: 1, seconds: 1e6, maxKeys: 2, clock: () => 0 });
    buckets.take("a");
    buckets.take("b");
    buckets.take("a");
    buckets.take("c"); // forgets b
    assert.equal(buckets.peek("a").allowed, false);
    assert.equal(buckets.peek("b").allowed, true);
  });

  it("counts an IPv6 network of 64 bits as one, however its addresses are written; IPv4 one by one", () => {
    const same = ["2001:db8:0:1::1", "2001:DB8::1:2:3:4:5", "2001:0db8:0000:0001:ffff:0:0:1", "2001:db8:0:1::%eth0"];
    assert.deepEqual(new Set(same.map(addressKey)), new Set(["2001:db8:0:1"]));
    assert.equal(addressKey("2001:db8:0:2::1"), "2001:db8:0:2");
    assert.equal(addressKey("::1"), "0:0:0:0");
    assert.equal(addressKey("1::"), "1:0:0:0");
    assert.equal(addressKey("10.0.0.1"), "10.0.0.1");
    assert.equal(addressKey("::ffff:10.0.0.1"), "10.0.0.1");
    assert.notEqual(addressKey("10.0.0.1"), addressKey("10.0.0.2"));
  });
});
