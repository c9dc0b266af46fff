import assert from "node:assert/strict";
import fc from "fast-check";
import {
  combine,
  encryptKey,
  partialDecrypt,
  TDH2_HEADER_LENGTH,
  TDH2_PARTIAL_LENGTH,
  Tdh2DuplicateShareError,
  Tdh2ShareCountError,
  verifyHeader,
  verifyPartial,
} from "../../src/keys/tdh2.ts";
import { seededBytes } from "../vectors/seededBytes.ts";
import { dealKeys, ORDER, subsets } from "./tdh2Keys.ts";

const random = seededBytes("tdh2 test");
const LABEL = random(96);
const KEY = random(32);

/** A header and the partial decryptions of all keepers. */
function opened(threshold: number, participants: number) {
  const keys = dealKeys(threshold, participants);
  const header = encryptKey({ groupKey: keys.groupKey, key: KEY, label: LABEL });
  const partials = keys.shares.map((share) => partialDecrypt({ share, header, label: LABEL }));
  return { ...keys, header, partials };
}

describe("TDH2: any threshold of keepers opens, fewer never", function () {
  this.timeout(60_000);

  for (const [t, n] of [
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 5],
    [4, 6],
  ] as const) {
    it(`every ${t} of ${n} open, in any order, and every ${t - 1} are refused`, () => {
      const { header, partials, verificationShares } = opened(t, n);
      assert.equal(header.length, TDH2_HEADER_LENGTH);
      verifyHeader({ header, label: LABEL });
      partials.forEach((partial, i) => {
        assert.equal(partial.length, TDH2_PARTIAL_LENGTH);
        const verificationShare = verificationShares[i] as Uint8Array;
        assert.equal(verifyPartial({ verificationShare, header, label: LABEL, partial, index: i + 1 }), i + 1);
      });
      for (const chosen of subsets(partials, t)) {
        const order = { header, label: LABEL, threshold: t };
        assert.deepEqual(combine({ ...order, partials: chosen }), KEY);
        assert.deepEqual(combine({ ...order, partials: chosen.toReversed() }), KEY);
      }
      for (const chosen of subsets(partials, t - 1)) {
        assert.throws(
          () => combine({ header, label: LABEL, partials: chosen, threshold: t }),
          new Tdh2ShareCountError(t, t - 1),
        );
      }
    });
  }

  it("fewer than the threshold that pretend to be enough get a wrong key", () => {
    const { header, partials } = opened(3, 5);
    const keys = [1, 2].flatMap((size) =>
      subsets(partials, size).map((chosen) => combine({ header, label: LABEL, partials: chosen, threshold: size })),
    );
    assert.equal(keys.length, 15);
    for (const key of keys) assert.notDeepEqual(key, KEY);
  });

  it("one wrong partial among enough gives a wrong key, never a usable part of the right one", () => {
    const { header, partials } = opened(2, 3);
    const elsewhere = encryptKey({ groupKey: dealKeys(2, 3).groupKey, key: KEY, label: LABEL });
    const wrong = partialDecrypt({ share: dealKeys(2, 3).shares[1] as never, header: elsewhere, label: LABEL });
    const key = combine({ header, label: LABEL, partials: [partials[0] as Uint8Array, wrong], threshold: 2 });
    assert.ok(key.filter((byte, i) => byte === KEY[i]).length < 8);
  });

  it("more partials than the threshold, none, and the same keeper twice are refused", () => {
    const { header, partials } = opened(2, 3);
    const order = { header, label: LABEL, threshold: 2 };
    assert.throws(() => combine({ ...order, partials }), new Tdh2ShareCountError(2, 3));
    assert.throws(() => combine({ ...order, partials: [] }), new Tdh2ShareCountError(2, 0));
    const [first = new Uint8Array()] = partials;
    assert.throws(() => combine({ ...order, partials: [first, first] }), new Tdh2DuplicateShareError(1));
    const share = dealKeys(2, 3).shares[0] as never;
    const again = partialDecrypt({ share, header, label: LABEL });
    assert.notDeepEqual(again, first);
    assert.throws(() => combine({ ...order, partials: [first, again] }), new Tdh2DuplicateShareError(1));
  });

  it("holds for any key, label, threshold, set of keepers and choice among them", () => {
    const cases = fc
      .record({
        n: fc.integer({ min: 1, max: 8 }),
        key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        label: fc.uint8Array({ maxLength: 300 }),
        seed: fc.string(),
      })
      .chain((base) => fc.integer({ min: 1, max: base.n }).map((t) => ({ ...base, t })))
      .chain((base) =>
        fc
          .shuffledSubarray(
            Array.from({ length: base.n }, (_, i) => i),
            { minLength: base.t, maxLength: base.t },
          )
          .map((chosen) => ({ ...base, chosen })),
      );
    fc.assert(
      fc.property(cases, ({ n, t, key, label, seed, chosen }) => {
        const { groupKey, shares, verificationShares } = dealKeys(t, n, seed);
        const header = encryptKey({ groupKey, key, label });
        const partials = chosen.map((i) => {
          const partial = partialDecrypt({ share: shares[i] as never, header, label });
          verifyPartial({
            verificationShare: verificationShares[i] as Uint8Array,
            header,
            label,
            partial,
            index: i + 1,
          });
          return partial;
        });
        assert.deepEqual(combine({ header, label, partials, threshold: t }), key);
      }),
      { seed: 65, numRuns: 40 },
    );
  });
});

describe("TDH2: Node Buffers", () => {
  it("are taken everywhere, left as they were, and plain bytes come back", () => {
    const { groupKey, shares, verificationShares } = dealKeys(1, 1);
    const [share] = shares as [(typeof shares)[number]];
    const label = Buffer.from(LABEL);
    const header = Buffer.from(encryptKey({ groupKey: Buffer.from(groupKey), key: Buffer.from(KEY), label }));
    const secret = Buffer.from(share.secret);
    const partial = Buffer.from(partialDecrypt({ share: { index: 1, secret }, header, label }));
    const verificationShare = Buffer.from(verificationShares[0] as Uint8Array);
    assert.equal(verifyPartial({ verificationShare, header, label, partial }), 1);
    assert.deepEqual(combine({ header, label, partials: [partial], threshold: 1 }), KEY);
    assert.ok(secret.equals(share.secret) && label.equals(LABEL));
  });
});

describe("TDH2: randomness", () => {
  const { groupKey, shares } = dealKeys(2, 3);
  const [share] = shares as [(typeof shares)[number]];
  const stuck = (length: number) => new Uint8Array(length).fill(7);

  it("encrypts the same key differently each time", () => {
    const p = { groupKey, key: KEY, label: LABEL };
    assert.notDeepEqual(encryptKey(p), encryptKey(p));
  });

  it("never repeats a nonce for another header or label, even when the random source repeats itself", () => {
    const scalar = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
    const nonces = [LABEL, LABEL.slice(1)].flatMap((label) =>
      ["a", "b"].map((seed) => {
        const header = encryptKey({ groupKey, key: KEY, label, rng: seededBytes(seed) });
        const partial = partialDecrypt({ share, header, label, rng: stuck });
        const [e, f] = [scalar(partial.slice(34, 66)), scalar(partial.slice(66))];
        return (((f - e * scalar(share.secret)) % ORDER) + ORDER) % ORDER;
      }),
    );
    assert.equal(new Set(nonces).size, 4);

    const headers = [KEY, LABEL.slice(0, 32)].map((key) => encryptKey({ groupKey, key, label: LABEL, rng: stuck }));
    const ephemeral = headers.map((header) => Buffer.from(header.subarray(32, 64)).toString("hex"));
    assert.equal(new Set(ephemeral).size, 2);
  });

  it("refuses a random source that returns another number of bytes", () => {
    const rng = () => new Uint8Array(31);
    assert.throws(() => encryptKey({ groupKey, key: KEY, label: LABEL, rng }), { field: "rng" });
  });
});
