import assert from "node:assert/strict";
import { bytesToHex } from "viem";
import type { DkgKey } from "../../src/keys/dkg.ts";
import {
  ReshareCommitmentError,
  type ReshareMessage,
  ReshareParametersError,
  type ResharePlan,
  ReshareShareError,
  reshareFinish,
  reshareRound1,
  reshareRound2,
  reshareTranscriptHash,
} from "../../src/keys/reshare.ts";
import { combine, encryptKey, partialDecrypt, verifyPartial } from "../../src/keys/tdh2.ts";
import { Tdh2PartialProofError } from "../../src/keys/tdh2Errors.ts";
import { groupOf } from "../keeper/support/group.ts";

const label = new TextEncoder().encode("a capsule");
const content = new Uint8Array(32).fill(9);

function planOf(
  old: readonly DkgKey[],
  dealers: readonly number[],
  threshold: number,
  participants: number,
): ResharePlan {
  const { groupKey, verificationShares, threshold: oldThreshold } = old[0] ?? assert.fail();
  return { old: { threshold: oldThreshold, groupKey, verificationShares }, dealers, threshold, participants };
}

function deal(old: readonly DkgKey[], plan: ResharePlan) {
  const started = plan.dealers.map((dealer) => reshareRound1({ plan, share: old[dealer - 1] ?? assert.fail() }));
  const commitments = started.map(({ message }) => message);
  const messages = started.flatMap(({ state }) => reshareRound2({ state, commitments }));
  return { commitments, messages };
}

const to = (messages: readonly ReshareMessage[], index: number) => messages.filter((message) => message.to === index);

function reshared(old: readonly DkgKey[], plan: ResharePlan): DkgKey[] {
  const { commitments, messages } = deal(old, plan);
  return Array.from({ length: plan.participants }, (_, position) =>
    reshareFinish({ plan, index: position + 1, commitments, messages: to(messages, position + 1) }),
  );
}

/** Every choice of `size` of the members. */
function choices<Member>(members: readonly Member[], size: number): Member[][] {
  if (size === 0) return [[]];
  return members.flatMap((member, i) => choices(members.slice(i + 1), size - 1).map((rest) => [member, ...rest]));
}

const sealedFor = (groupKey: Uint8Array) => encryptKey({ groupKey, key: content, label });
const partialOf = (header: Uint8Array, share: DkgKey) => partialDecrypt({ share, header, label });

function opened(header: Uint8Array, shares: readonly DkgKey[]): Uint8Array {
  const partials = shares.map((share) => partialOf(header, share));
  return combine({ header, label, partials, threshold: shares.length });
}

describe("resharing", function () {
  this.timeout(60_000);

  for (const [t, n, threshold, participants] of [
    [2, 3, 3, 5],
    [3, 5, 2, 3],
    [2, 3, 2, 3],
    [3, 4, 4, 6],
  ] as const) {
    it(`from ${t} of ${n} to ${threshold} of ${participants}: the key stays, and any new quorum opens what was sealed before`, () => {
      const old = groupOf(t, n);
      const header = sealedFor((old[0] ?? assert.fail()).groupKey);
      for (const dealers of choices(
        [...old.keys()].map((i) => i + 1),
        t,
      ).slice(0, 3)) {
        const next = reshared(old, planOf(old, dealers, threshold, participants));
        const [first] = next;
        assert.ok(first);
        for (const share of next) {
          assert.deepEqual(share.groupKey, old[0]?.groupKey);
          assert.deepEqual(share.verificationShares, first.verificationShares, "all derive the same set");
          assert.deepEqual(share.transcriptHash, first.transcriptHash);
          const partial = partialOf(header, share);
          const verificationShare: Uint8Array = first.verificationShares[share.index - 1] ?? assert.fail();
          assert.equal(verifyPartial({ verificationShare, header, label, partial }), share.index);
        }
        for (const quorum of choices(next, threshold)) assert.deepEqual(opened(header, quorum), content);
        assert.deepEqual(opened(header, old.slice(0, t)), content, "the old shares still do");
      }
    });
  }

  it("shares of two epochs never open anything together, and each is named where it doesn't belong", () => {
    const old = groupOf(2, 3);
    const next = reshared(old, planOf(old, [1, 3], 2, 3));
    const header = sealedFor((old[0] ?? assert.fail()).groupKey);
    for (const one of old) {
      for (const other of next) {
        if (one.index !== other.index) assert.notDeepEqual(opened(header, [one, other]), content);
        const verificationShare: Uint8Array = other.verificationShares[one.index - 1] ?? assert.fail();
        assert.notDeepEqual(verificationShare, one.verificationShares[one.index - 1]);
        const check = () => verifyPartial({ verificationShare, header, label, partial: partialOf(header, one) });
        assert.throws(check, (error) => error instanceof Tdh2PartialProofError && error.index === one.index);
      }
    }
  });

  it("again and again: the shares of each epoch are others, and the key stays", () => {
    let shares = groupOf(2, 3);
    const header = sealedFor((shares[0] ?? assert.fail()).groupKey);
    const seen = new Set<string>();
    for (let round = 0; round < 4; round++) {
      shares = reshared(shares, planOf(shares, [1 + (round % 2), 3], 2, 3));
      for (const { secret } of shares) seen.add(bytesToHex(secret));
      assert.deepEqual(opened(header, shares.slice(1)), content);
    }
    assert.equal(seen.size, 12);
  });

  describe("names the dealer", () => {
    const old = groupOf(2, 3);
    const plan = planOf(old, [1, 2], 2, 3);
    const cheats = (error: unknown, dealer: number, type: typeof ReshareShareError | typeof ReshareCommitmentError) =>
      error instanceof type && error.dealer === dealer;
    const finish = (commitments: ReturnType<typeof deal>["commitments"], messages: ReshareMessage[]) =>
      reshareFinish({ plan, index: 3, commitments, messages });

    it("that sends a value off its polynomial, a malformed one, or another participant's", () => {
      const { commitments, messages } = deal(old, plan);
      const own = to(messages, 3);
      const [first, second] = own;
      assert.ok(first && second);
      const wrong = second.share.slice();
      wrong[0] = (wrong[0] ?? 0) ^ 1;
      const foreign = to(messages, 2)[1]?.share ?? assert.fail();
      for (const share of [wrong, foreign, new Uint8Array(32).fill(255), new Uint8Array(31)]) {
        assert.throws(
          () => finish(commitments, [first, { ...second, share }]),
          (e) => cheats(e, 2, ReshareShareError),
        );
      }
      assert.throws(
        () => finish(commitments, [first, { ...second, to: 2 }]),
        (e) => cheats(e, 2, ReshareShareError),
      );
    });

    it("that commits to something else than its share, which would change the key", () => {
      const { commitments, messages } = deal(old, plan);
      const [first, second] = commitments;
      assert.ok(first && second);
      const [constant, ...rest] = second.commitment;
      for (const commitment of [
        [...rest, constant],
        [constant],
        [constant, new Uint8Array(32)],
        second.commitment.concat(rest),
      ]) {
        const changed = [first, { dealer: 2, commitment: commitment as Uint8Array[] }];
        assert.throws(
          () => finish(changed, to(messages, 3)),
          (e) => cheats(e, 2, ReshareCommitmentError),
        );
        assert.throws(
          () => reshareTranscriptHash(plan, changed),
          (e) => cheats(e, 2, ReshareCommitmentError),
        );
      }
      const thief = { index: 2, secret: (old[2] ?? assert.fail()).secret };
      assert.throws(
        () => reshareRound1({ plan, share: thief }),
        (e) => cheats(e, 2, ReshareCommitmentError),
      );
    });

    it("that tells different things to different participants", () => {
      const one = deal(old, plan);
      const two = deal(old, plan);
      const [mine] = one.commitments;
      const [, theirs] = two.commitments;
      assert.ok(mine && theirs);
      const messages = [...to(one.messages, 3).slice(0, 1), ...to(two.messages, 3).slice(1)];
      assert.throws(
        () => finish([mine, theirs], messages),
        (e) => cheats(e, 1, ReshareShareError),
      );
    });
  });

  it("takes only a plan that can be one", () => {
    const old = groupOf(2, 3);
    const bad: [number[], number, number][] = [
      ...([
        [[1], 2, 3],
        [[1, 1], 2, 3],
        [[1, 2, 3], 2, 3],
        [[1, 4], 2, 3],
        [[0, 1], 2, 3],
      ] as [number[], number, number][]),
      ...([
        [[1, 2], 1, 3],
        [[1, 2], 4, 3],
        [[1, 2], 2, 1],
        [[1, 2], 2.5, 3],
      ] as [number[], number, number][]),
    ];
    for (const [dealers, threshold, participants] of bad) {
      const plan = planOf(old, dealers, threshold, participants);
      assert.throws(() => reshareRound1({ plan, share: old[0] ?? assert.fail() }), ReshareParametersError);
    }
    const plan = planOf(old, [1, 2], 2, 3);
    assert.throws(() => reshareRound1({ plan, share: old[2] ?? assert.fail() }), ReshareParametersError);
    const other = {
      ...plan,
      old: { ...plan.old, groupKey: (old[0] ?? assert.fail()).verificationShares[0] ?? assert.fail() },
    };
    assert.throws(() => reshareTranscriptHash(other, []), /don't make the old group key/);
    const { commitments, messages } = deal(old, plan);
    const own = to(messages, 1);
    for (const index of [0, 4, 1.5]) {
      assert.throws(() => reshareFinish({ plan, index, commitments, messages: own }), ReshareParametersError);
    }
    assert.throws(() => reshareFinish({ plan, index: 1, commitments, messages: own.slice(1) }), /nothing of dealer 1/);
    assert.throws(
      () => reshareFinish({ plan, index: 1, commitments, messages: [...own, ...own] }),
      /more than one message/,
    );
    const { state } = reshareRound1({ plan, share: old[0] ?? assert.fail() });
    reshareRound2({
      state,
      commitments: [{ dealer: 1, commitment: commitments[0]?.commitment ?? [] }, commitments[1] ?? assert.fail()],
    });
    assert.throws(() => reshareRound2({ state, commitments }), /has dealt already/);
  });
});
