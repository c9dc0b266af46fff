import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ristretto255_FROST as FROST, ristretto255 } from "@noble/curves/ed25519.js";
import { type DkgKey, dkgRound1, dkgRound2, dkgRound3, dkgTranscriptHash } from "../../src/keys/dkg.ts";
import { combine, encryptKey, partialDecrypt, verifyPartial } from "../../src/keys/tdh2.ts";
import { dkgVectors, seededCeremony } from "../vectors/dkgVectors.ts";
import { fromHex, toHex } from "../vectors/hex.ts";
import { seededBytes } from "../vectors/seededBytes.ts";
import { subsets } from "./tdh2Keys.ts";
import { groupSecretOf } from "./tdh2Reference.ts";

const { Point } = ristretto255;
const scalar = (bytes: Uint8Array) => Point.Fn.fromBytes(bytes);

/** A ceremony with fresh randomness in which every message arrives at everyone. */
function ceremony(threshold: number, participants: number): DkgKey[] {
  const started = Array.from({ length: participants }, (_, i) => dkgRound1({ index: i + 1, threshold, participants }));
  const round1 = started.map(({ message }) => message);
  const round2 = started.flatMap(({ state }) => dkgRound2({ state, messages: round1 }).messages);
  return started.map(({ state }) => dkgRound3({ state, messages: round2.filter(({ to }) => to === state.index) }));
}

describe("distributed key generation", function () {
  this.timeout(60_000);

  for (const [t, n] of [
    [2, 2],
    [2, 3],
    [3, 5],
    [5, 5],
  ] as const) {
    it(`${t} of ${n}: all agree, shares match what is public, and every ${t} open a TDH2 header`, () => {
      const keys = ceremony(t, n);
      const [first] = keys as [DkgKey];
      for (const [i, key] of keys.entries()) {
        assert.equal(key.index, i + 1);
        assert.equal(key.threshold, t);
        assert.deepEqual(key.groupKey, first.groupKey);
        assert.deepEqual(key.verificationShares, first.verificationShares);
        assert.deepEqual(key.transcriptHash, first.transcriptHash);
        assert.deepEqual(key.verificationShares[i], Point.BASE.multiply(scalar(key.secret)).toBytes());
      }
      const groupSecret = groupSecretOf(keys.map(({ secret }) => secret));
      assert.deepEqual(first.groupKey, Point.BASE.multiply(groupSecret).toBytes());

      const [content, label] = [seededBytes("content")(32), seededBytes("label")(96)];
      const header = encryptKey({ groupKey: first.groupKey, key: content, label });
      const partials = keys.map((share) => partialDecrypt({ share, header, label }));
      partials.forEach((partial, i) => {
        const verificationShare = first.verificationShares[i] as Uint8Array;
        verifyPartial({ verificationShare, header, label, partial, index: i + 1 });
      });
      for (const chosen of subsets(partials, t)) {
        assert.deepEqual(combine({ header, label, partials: chosen, threshold: t }), content);
      }
    });
  }

  it("gives another group key each time, and the same from the same randomness", () => {
    const [a, b] = [ceremony(2, 2), ceremony(2, 2)] as [[DkgKey], [DkgKey]];
    assert.notDeepEqual(a[0].groupKey, b[0].groupKey);
    assert.notDeepEqual(a[0].transcriptHash, b[0].transcriptHash);
    assert.deepEqual(seededCeremony(2, 3, "same").keys, seededCeremony(2, 3, "same").keys);
  });

  it("does not care in which order messages arrive, nor whether one's own comes back", () => {
    const started = [1, 2, 3].map((index) =>
      dkgRound1({ index, threshold: 2, participants: 3, rng: seededBytes(`order ${index}`) }),
    );
    const messages = started.map(({ message }) => message).reverse();
    const round2 = started.flatMap(({ state }) => {
      const others = state.index === 1 ? messages.filter(({ index }) => index !== 1) : messages;
      return dkgRound2({ state, messages: others }).messages;
    });
    const keys = started.map(({ state }) =>
      dkgRound3({ state, messages: round2.filter(({ to }) => to === state.index).reverse() }),
    );
    assert.deepEqual(keys, seededCeremony(2, 3, "order").keys);
  });

  it("keeps no secret in its state afterwards", () => {
    const { state } = dkgRound1({ index: 1, threshold: 2, participants: 2 });
    const other = dkgRound1({ index: 2, threshold: 2, participants: 2 });
    dkgRound2({ state, messages: [other.message] });
    const { messages } = dkgRound2({ state: other.state, messages: [state.message] });
    dkgRound3({ state, messages });
    assert.equal(state.secret.coefficients, undefined);
    assert.equal(state.secret.round2Cache, undefined);
  });

  it("makes shares that noble's own FROST accepts for signing", () => {
    const keys = ceremony(2, 3);
    const [first] = keys as [DkgKey];
    const ids = [1, 2, 3].map((index) => FROST.Identifier.fromNumber(index)) as [string, string, string];
    const shares = keys.map(({ secret }, i) => ({
      identifier: ids[i] as string,
      signingShare: Uint8Array.from(secret),
    }));
    const groupSecret = FROST.combineSecret(shares.slice(1), { min: 2, max: 3 });
    assert.deepEqual(Point.BASE.multiply(scalar(groupSecret)).toBytes(), first.groupKey);
  });
});

describe("distributed key generation: vectors", function () {
  this.timeout(30_000);
  const committed = JSON.parse(readFileSync(new URL("../vectors/dkg.json", import.meta.url), "utf8")) as ReturnType<
    typeof dkgVectors
  >;

  it("are what the code makes from their seeds", () => {
    assert.deepEqual(dkgVectors(), committed);
  });

  for (const vector of committed.items) {
    it(`${vector.threshold} of ${vector.participants}: shares, group key and transcript follow from the messages alone`, () => {
      for (let i = 1; i <= vector.participants; i++) {
        // Feldman: g^(x_i) = ∏ over participants j and coefficients k of commitment[j][k]^(i^k)
        const expected = vector.round1
          .flatMap(({ commitment }) =>
            commitment.map((hex, k) => Point.fromBytes(fromHex(hex)).multiply(BigInt(i) ** BigInt(k))),
          )
          .reduce((sum, point) => sum.add(point));
        assert.equal(toHex(expected.toBytes()), vector.verificationShares[i - 1]);
      }
      const constants = vector.round1.map(({ commitment }) => Point.fromBytes(fromHex(commitment[0] as string)));
      assert.equal(toHex(constants.reduce((sum, point) => sum.add(point)).toBytes()), vector.groupKey);
      const messages = vector.round1.map(({ index, commitment, proof }) => ({
        index,
        commitment: commitment.map(fromHex),
        proof: fromHex(proof),
      }));
      assert.equal(toHex(dkgTranscriptHash({ ...vector, messages: messages.reverse() })), vector.transcriptHash);
    });
  }
});
