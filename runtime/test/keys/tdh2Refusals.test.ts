import assert from "node:assert/strict";
import fc from "fast-check";
import {
  combine,
  encryptKey,
  partialDecrypt,
  Tdh2HeaderProofError,
  Tdh2InputError,
  Tdh2PartialProofError,
  verifyHeader,
  verifyPartial,
} from "../../src/keys/tdh2.ts";
import { seededBytes } from "../vectors/seededBytes.ts";
import { dealKeys, IDENTITY, INVALID_POINTS, ORDER, scalarBytes } from "./tdh2Keys.ts";

const random = seededBytes("tdh2 refusals");
const LABEL = random(96);
const KEY = random(32);
const { groupKey, shares, verificationShares } = dealKeys(2, 3);
const [share, secondShare] = shares as [(typeof shares)[number], (typeof shares)[number]];
const [verificationShare, secondVerificationShare] = verificationShares as [Uint8Array, Uint8Array];
const header = encryptKey({ groupKey, key: KEY, label: LABEL });
const partial = partialDecrypt({ share, header, label: LABEL });
const secondPartial = partialDecrypt({ share: secondShare, header, label: LABEL });

const replaced = (bytes: Uint8Array, at: number, part: Uint8Array) => {
  const copy = bytes.slice();
  copy.set(part, at);
  return copy;
};
const scalarAt = (bytes: Uint8Array, at: number) =>
  BigInt(
    `0x${Buffer.from(bytes.slice(at, at + 32))
      .reverse()
      .toString("hex")}`,
  );

/** Everyone who gets this header must refuse it, keepers before they use their share. */
function assertHeaderRefused(
  altered: Uint8Array,
  label: Uint8Array,
  expected: object | (new (...a: never[]) => Error),
) {
  const uses = [
    () => verifyHeader({ header: altered, label }),
    () => partialDecrypt({ share, header: altered, label }),
    () => verifyPartial({ verificationShare, header: altered, label, partial }),
    () => combine({ header: altered, label, partials: [partial, secondPartial], threshold: 2 }),
  ];
  for (const use of uses) assert.throws(use, expected as Error);
}

const assertPartialRefused = (altered: Uint8Array, expected: object | (new (...a: never[]) => Error)) =>
  assert.throws(() => verifyPartial({ verificationShare, header, label: LABEL, partial: altered }), expected as Error);

describe("TDH2: refused headers", function () {
  this.timeout(60_000);

  it("a changed, shortened, lengthened or empty label", () => {
    const changed = LABEL.map((byte, i) => (i === 95 ? byte ^ 1 : byte));
    for (const label of [changed, LABEL.slice(1), new Uint8Array([...LABEL, 0]), new Uint8Array()]) {
      assertHeaderRefused(header, label, new Tdh2HeaderProofError());
    }
  });

  it("a header re-proved under another label without knowing its content", () => {
    // What a thief can do: keep u, take an own proof for an own capsule's label.
    const own = encryptKey({ groupKey, key: KEY, label: new Uint8Array(96) });
    const grafted = replaced(own, 0, header.slice(0, 64));
    assertHeaderRefused(grafted, new Uint8Array(96), Tdh2HeaderProofError);
  });

  it("any flipped bit", () => {
    fc.assert(
      fc.property(fc.nat(header.length * 8 - 1), (bit) => {
        const altered = header.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        assert.throws(() => verifyHeader({ header: altered, label: LABEL }), /TDH2/);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 160, maxLength: 160 }), (bytes) => {
        assert.throws(() => verifyHeader({ header: bytes, label: LABEL }), /TDH2/);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("the identity in place of u or ū", () => {
    assertHeaderRefused(replaced(header, 32, IDENTITY), LABEL, { field: "header.u", reason: "is the identity" });
    assertHeaderRefused(replaced(header, 64, IDENTITY), LABEL, { field: "header.ū", reason: "is the identity" });
  });

  it("encodings that are no point", () => {
    for (const bytes of INVALID_POINTS) {
      assertHeaderRefused(replaced(header, 32, bytes), LABEL, { field: "header.u" });
      assertHeaderRefused(replaced(header, 64, bytes), LABEL, { field: "header.ū" });
    }
  });

  it("e and f of the same residue in another encoding", () => {
    for (const [field, at] of [
      ["header.e", 96],
      ["header.f", 128],
    ] as const) {
      for (const multiple of [1n, 2n, 8n]) {
        const altered = replaced(header, at, scalarBytes(scalarAt(header, at) + multiple * ORDER));
        assertHeaderRefused(altered, LABEL, { field, reason: "is not a canonical scalar" });
      }
    }
  });

  it("any other length", () => {
    for (const length of [0, 32, 159, 161, 320]) {
      assertHeaderRefused(new Uint8Array(length), LABEL, { field: "header", code: "TDH2_INPUT_INVALID" });
    }
  });
});

describe("TDH2: refused partial decryptions", function () {
  this.timeout(60_000);

  it("one of another keeper, also when relabelled to this one's index", () => {
    assertPartialRefused(secondPartial, new Tdh2PartialProofError(2));
    assertPartialRefused(replaced(secondPartial, 0, Uint8Array.of(0, 1)), new Tdh2PartialProofError(1));
    const honest = { verificationShare: secondVerificationShare, header, label: LABEL, partial: secondPartial };
    assert.equal(verifyPartial(honest), 2);
    assert.throws(() => verifyPartial({ ...honest, index: 1 }), new Tdh2PartialProofError(2));
  });

  it("one for another header, or under another label", () => {
    const other = encryptKey({ groupKey, key: KEY, label: LABEL });
    assertPartialRefused(partialDecrypt({ share, header: other, label: LABEL }), Tdh2PartialProofError);
    const label = LABEL.slice(1);
    const relabelled = encryptKey({ groupKey, key: KEY, label });
    assertPartialRefused(partialDecrypt({ share, header: relabelled, label }), Tdh2PartialProofError);
  });

  it("any flipped bit", () => {
    fc.assert(
      fc.property(fc.nat(partial.length * 8 - 1), (bit) => {
        assertPartialRefused(
          partial.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
          /TDH2/,
        );
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("the identity, no point, and scalars in another encoding, by combine as well", () => {
    const altered: [string, Uint8Array][] = [
      ["partial.u", replaced(partial, 2, IDENTITY)],
      ...INVALID_POINTS.map((bytes): [string, Uint8Array] => ["partial.u", replaced(partial, 2, bytes)]),
      ["partial.e", replaced(partial, 34, scalarBytes(scalarAt(partial, 34) + ORDER))],
      ["partial.f", replaced(partial, 66, scalarBytes(scalarAt(partial, 66) + ORDER))],
      ["partial.index", replaced(partial, 0, Uint8Array.of(0, 0))],
      ["partial", partial.slice(1)],
      ["partial", new Uint8Array([...partial, 0])],
    ];
    for (const [field, bytes] of altered) {
      assertPartialRefused(bytes, { field });
      const partials = [bytes, secondPartial];
      assert.throws(() => combine({ header, label: LABEL, partials, threshold: 2 }), { field });
    }
  });
});

describe("TDH2: refused keys, shares and numbers", () => {
  it("a group key or verification share that is no point or the identity", () => {
    for (const bytes of [IDENTITY, ...INVALID_POINTS, groupKey.slice(1)]) {
      assert.throws(() => encryptKey({ groupKey: bytes, key: KEY, label: LABEL }), { field: "groupKey" });
      assert.throws(() => verifyPartial({ verificationShare: bytes, header, label: LABEL, partial }), {
        field: "verificationShare",
      });
    }
  });

  it("a secret share that is zero, not canonical or of another length", () => {
    const secrets = [new Uint8Array(32), scalarBytes(ORDER), new Uint8Array(32).fill(255), share.secret.slice(1)];
    for (const secret of secrets) {
      assert.throws(() => partialDecrypt({ share: { index: 1, secret }, header, label: LABEL }), {
        field: "share.secret",
      });
    }
  });

  it("an index or threshold that is not an integer from 1 to 65535", () => {
    for (const number of [0, -1, 1.5, 65_536, Number.NaN]) {
      const withIndex = { share: { index: number, secret: share.secret }, header, label: LABEL };
      assert.throws(() => partialDecrypt(withIndex), Tdh2InputError);
      assert.throws(() => combine({ header, label: LABEL, partials: [partial], threshold: number }), Tdh2InputError);
    }
  });

  it("a content key that is not 32 bytes, a label over 65535 bytes, values that are not bytes", () => {
    assert.throws(() => encryptKey({ groupKey, key: KEY.slice(1), label: LABEL }), { field: "key" });
    assert.throws(() => encryptKey({ groupKey, key: KEY, label: new Uint8Array(65_536) }), { field: "label" });
    const text = "00" as unknown as Uint8Array;
    assert.throws(() => encryptKey({ groupKey: text, key: KEY, label: LABEL }), { field: "groupKey" });
    assert.throws(() => verifyHeader({ header, label: text }), { field: "label" });
    assertPartialRefused(text, { field: "partial" });
  });
});
