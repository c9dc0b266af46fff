import assert from "node:assert/strict";
import { bytesToHex, concatBytes, type Hex, hexToBytes, slice, stringToBytes } from "viem";
import {
  CeremonyAbortedError,
  CeremonyNotParticipantError,
  CeremonyTimeoutError,
  KeeperConfigError,
  PendingShareExistsError,
  parseReshareCeremony,
  type ReshareCeremony,
  ReshareMismatchError,
  reshareHash,
} from "../../../keeper/index.ts";
import { sealTo } from "../../../src/keys/hpke.ts";
import { cleanUp } from "../support/cleanup.ts";
import {
  ceremonyOf,
  joiner,
  keystoreIn,
  party,
  prepare,
  type ReshareParty,
  type ResharePartyOptions,
  type Scene,
  scene,
} from "./reshareFixture.ts";

type CheatOf = NonNullable<ResharePartyOptions["cheat"]>;

describe("resharing with a cheater", function () {
  this.timeout(60_000);
  afterEach(cleanUp);
  let of: Scene;
  let current: ReshareCeremony;

  /** The second keeper cheats, as a dealer and as a participant of the new set. */
  async function assertConvicted(cheat: CheatOf, reason: RegExp, confirmed = false): Promise<void> {
    of = await scene(2, 2);
    await Promise.all(of.directories.map((directory) => prepare(directory)));
    const [first, second] = of.directories as [string, string];
    const honest = await party(of, first, { lingerMilliseconds: 200 });
    const cheater = await party(of, second, { cheat, timeoutMilliseconds: 4000, lingerMilliseconds: 200 });
    current = ceremonyOf({ participants: [honest, cheater], dealers: [cheater, honest], threshold: 2 });
    const own = cheater.run(current).catch((error: unknown) => error);
    const error: unknown = await honest.run(current).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof CeremonyAbortedError, String(error));
    assert.deepEqual([error.culprit, error.operator], [2, cheater.participant.operator], error.message);
    assert.match(error.message, reason);
    assert.equal((await keystoreIn(first, "pending.json")).public.share?.confirmed ?? false, confirmed);
    await cheater.close();
    await own;
  }

  const changePayload =
    (kind: string, change: (payload: Hex) => Hex | Promise<Hex>): CheatOf =>
    (sign) =>
    async (message) =>
      message.kind === kind ? sign({ ...message, payload: await change(message.payload) }) : message;

  const flipLast = (payload: Hex): Hex => `${payload.slice(0, -1)}${payload.endsWith("0") ? "1" : "0"}` as Hex;

  it("a dealer whose commitments are not those of its share, which would change the key, is named", async () => {
    const swapped = changePayload("round1", (payload) =>
      bytesToHex(concatBytes([32, 0].map((at) => hexToBytes(payload).slice(at, at + 32)))),
    );
    await assertConvicted(swapped, /sent what the resharing refutes/);
  });

  it("a dealer whose commitments are of another number is named", async () => {
    await assertConvicted(
      changePayload("round1", (payload) => slice(payload, 32)),
      /sent a malformed round-1 message/,
    );
  });

  it("a dealer whose share is not on its polynomial is named", async () => {
    const wrong = changePayload("round2", async () => {
      const info = concatBytes([
        stringToBytes("capsule-protocol/reshare-round2/v1"),
        hexToBytes(reshareHash(current, of.set.groupKey)),
        Uint8Array.of(0, 2, 0, 1),
      ]);
      const publicKey = hexToBytes(current.participants[0]?.transportKey ?? assert.fail());
      const sealed = await sealTo({ publicKey, info, plaintext: new Uint8Array(64).fill(1) });
      return bytesToHex(concatBytes([sealed.enc, sealed.ciphertext]));
    });
    await assertConvicted(wrong, /sent what the resharing refutes/);
  });

  it("a dealer that seals a share to nobody is named", async () => {
    await assertConvicted(changePayload("round2", flipLast), /not sealed to its receiver/);
  });

  it("who confirms another result is named", async () => {
    await assertConvicted(changePayload("confirmation", flipLast), /confirmed another result/);
  });

  it("who accepts another set is named, though by then all hold their shares", async () => {
    const other = changePayload("acceptance", (payload) => `0x01${payload.slice(4)}`);
    await assertConvicted(other, /accepted something else than the new set/, true);
  });
});

describe("resharing that can't be", function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  const between = (parties: readonly ReshareParty[], name: string) =>
    ceremonyOf({ participants: parties, dealers: parties, threshold: 2 }, { name });

  async function prepared(threshold: number, count: number): Promise<{ of: Scene; parties: ReshareParty[] }> {
    const of = await scene(threshold, count);
    await Promise.all(of.directories.map((directory) => prepare(directory)));
    const options = { timeoutMilliseconds: 300 };
    return { of, parties: await Promise.all(of.directories.map((directory) => party(of, directory, options))) };
  }

  it("of another epoch than the next, by too few or too many dealers, by a stranger, for another chain", async () => {
    const { of, parties } = await prepared(2, 3);
    const [first, second, third] = parties as [ReshareParty, ReshareParty, ReshareParty];
    const stranger = await party(of, await joiner());
    const cases: [ReshareCeremony, RegExp][] = [
      [
        ceremonyOf({ participants: parties, dealers: [first, second], threshold: 2 }, { epoch: 3 }),
        /epoch 3 does not follow the current one, 1/,
      ],
      [
        ceremonyOf({ participants: parties, dealers: [first, second, third], threshold: 2 }),
        /exactly 2 keepers of epoch 1 deal, and the ceremony names 3/,
      ],
      [ceremonyOf({ participants: parties, dealers: [first, stranger], threshold: 2 }), /is no keeper of epoch 1/],
      [
        ceremonyOf({ participants: parties, dealers: [first, second], threshold: 2 }, { chainId: 5 }),
        /for chain 5, and this keeper's is 31337/,
      ],
    ];
    for (const [ceremony, message] of cases) {
      await assert.rejects(first.run(ceremony), (error: Error) => {
        assert.ok(error instanceof ReshareMismatchError, String(error));
        return assert.match(error.message, message) ?? true;
      });
    }
    const good = ceremonyOf({ participants: parties, dealers: [first, second], threshold: 2 });
    await assert.rejects(stranger.run(good), CeremonyNotParticipantError);
  });

  it("with the transport key of the epoch before: it needs a new one", async () => {
    const of = await scene(2, 2);
    const parties = await Promise.all(of.directories.map((directory) => party(of, directory)));
    const ceremony = ceremonyOf({ participants: parties, dealers: parties, threshold: 2 });
    await assert.rejects(parties[0]?.run(ceremony) ?? assert.fail(), /has no transport key for the new epoch yet/);
  });

  it("over a share that waits for its epoch already, unless that is given up", async () => {
    const { of, parties } = await prepared(2, 2);
    await Promise.all(parties.map((one) => one.close()));
    const again = await Promise.all(of.directories.map((directory) => party(of, directory)));
    await Promise.all(again.map((one) => one.run(between(again, "one"))));
    await Promise.all(again.map((one) => one.close()));
    const [first] = of.directories as [string];
    await assert.rejects(prepare(first), PendingShareExistsError);
    const careful = await party(of, first);
    await assert.rejects(careful.run(between([careful, again[1] as ReshareParty], "two")), PendingShareExistsError);
    await careful.close();
    await prepare(first, true);
    assert.equal((await keystoreIn(first, "pending.json")).public.share, null);
  });

  it("without one of the dealers, who is named as missing, and leaves nothing behind", async () => {
    const { of, parties } = await prepared(2, 2);
    const [first, absent] = parties as [ReshareParty, ReshareParty];
    await absent.close();
    await assert.rejects(first.run(between(parties, "absent")), (error: CeremonyTimeoutError) => {
      assert.ok(error instanceof CeremonyTimeoutError, String(error));
      assert.deepEqual(error.missing, [2]);
      return true;
    });
    assert.equal((await keystoreIn(of.directories[0] as string, "pending.json")).public.share, null);
  });

  it("its file is checked field by field", async () => {
    const { parties } = await prepared(2, 3);
    const [first, second] = parties as [ReshareParty, ReshareParty];
    const good = ceremonyOf({ participants: parties, dealers: [first, second], threshold: 2 });
    assert.deepEqual(parseReshareCeremony(JSON.parse(JSON.stringify(good))), good);
    const [one] = good.participants;
    const elsewhere = { ...first.dealer, ceremonyUrl: "http://127.0.0.1:1" };
    const wrong: [object, RegExp][] = [
      [{ epoch: 1 }, /epoch/],
      [{ threshold: 4 }, /threshold: must be at most 3/],
      [{ participants: [one, one, one] }, /must not name a operator twice/],
      [{ dealers: [first.dealer, first.dealer] }, /dealers: must not name an operator twice/],
      [{ dealers: [elsewhere, second.dealer] }, /dealers: must name 0x\w+ at its participant's ceremonyUrl/],
      [{ more: 1 }, /more: is not a known field/],
    ];
    for (const [change, message] of wrong) {
      const parse = () => parseReshareCeremony({ ...good, ...change });
      assert.throws(parse, (error: Error) => error instanceof KeeperConfigError && message.test(error.message));
    }
  });
});
