import assert from "node:assert/strict";
import { bytesToHex, concat, concatBytes, type Hex, hexToBytes, keccak256, slice, stringToBytes } from "viem";
import type { SignedCeremonyMessage } from "../../../keeper/ceremony/message.ts";
import { encodeAbort } from "../../../keeper/ceremony/payloads.ts";
import { encodeRound1 } from "../../../keeper/dkg/payloads.ts";
import { type Ceremony, CeremonyAbortedError, CeremonyTimeoutError, ceremonyHash } from "../../../keeper/index.ts";
import { dkgRound1 } from "../../../src/keys/dkg.ts";
import { sealTo } from "../../../src/keys/hpke.ts";
import { cleanUp } from "../support/cleanup.ts";
import { ceremonyOf, type Party, type PartyOptions, party } from "./dkgFixture.ts";

const CHEATER = 1;
type CheatOf = NonNullable<PartyOptions["cheat"]>;

describe("key generation with a cheater", function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  /** Runs a 2-of-3 ceremony whose first participant cheats; gives what the honest ones end with. */
  async function outcomes(
    cheat: CheatOf,
    timeoutMilliseconds = 20_000,
  ): Promise<{ errors: unknown[]; honest: Party[] }> {
    const cheater = await party({ cheat, timeoutMilliseconds: 4000 });
    const options = { timeoutMilliseconds, lingerMilliseconds: 500 };
    const honest = [await party(options), await party(options)];
    const ceremony = ceremonyOf([cheater, ...honest], 2);
    current = ceremony;
    const own = cheater.run(ceremony).catch((error: unknown) => error);
    const errors = await Promise.all(honest.map((one) => one.run(ceremony).catch((error: unknown) => error)));
    await cheater.close();
    await own;
    return { errors, honest };
  }
  let current: Ceremony;

  async function assertConvicted(cheat: CheatOf, reason: RegExp): Promise<void> {
    const { errors, honest } = await outcomes(cheat);
    for (const error of errors) {
      assert.ok(error instanceof CeremonyAbortedError, String(error));
      assert.equal(error.culprit, CHEATER, error.message);
      assert.equal(error.operator, current.participants[0]?.operator);
      assert.equal(error.code, "CEREMONY_ABORTED");
    }
    assert.match(errors.map((error) => (error as Error).message).join("\n"), reason);
    for (const one of honest) assert.ok(!(await one.keystore()).public.share?.confirmed);
  }

  const changePayload =
    (kind: string, change: (payload: Hex, message: { to: number }) => Hex | Promise<Hex>): CheatOf =>
    (_key, sign) =>
    async (message) =>
      message.kind === kind ? sign({ ...message, payload: await change(message.payload, message) }) : message;

  const flipLast = (payload: Hex): Hex => `${payload.slice(0, -1)}${payload.endsWith("0") ? "1" : "0"}` as Hex;

  /** Seals a share as the protocol would. */
  async function sealShare(plaintext: Uint8Array, to: number): Promise<Hex> {
    const info = concatBytes([
      stringToBytes("capsule-protocol/dkg-round2/v1"),
      hexToBytes(ceremonyHash(current)),
      Uint8Array.of(0, CHEATER, 0, to),
    ]);
    const publicKey = hexToBytes(current.participants[to - 1]?.transportKey ?? assert.fail());
    const sealed = await sealTo({ publicKey, info, plaintext });
    return bytesToHex(concatBytes([sealed.enc, sealed.ciphertext]));
  }

  it("who proves no knowledge of its secret", async () => {
    const badProof: CheatOf = (_key, sign) => {
      let shown: SignedCeremonyMessage | undefined;
      return (message) => {
        if (message.kind === "round1") shown = sign({ ...message, payload: flipLast(message.payload) });
        if (message.kind === "round1") return shown;
        if (message.kind !== "transcript" || !shown) return message;
        const own = concat([keccak256(shown.payload), shown.signature]);
        return sign({ ...message, payload: concat([own, slice(message.payload, 97)]) });
      };
    };
    await assertConvicted(badProof, /sent what the key generation refutes/);
  });

  it("who sends commitments of another number", async () => {
    const shorter = changePayload("round1", (payload) => slice(payload, 32));
    await assertConvicted(shorter, /sent a malformed round-1 message/);
  });

  it("who commits to different things before different participants, by its own two signatures", async () => {
    const second = encodeRound1(dkgRound1({ index: CHEATER, threshold: 2, participants: 3 }).message);
    let asked = 0;
    const equivocate = changePayload("round1", (payload) => (++asked === 1 ? payload : second));
    await assertConvicted(equivocate, /signed two different round-1 messages/);
  });

  it("who claims that another equivocated, without that other's signature", async () => {
    const slander = changePayload("transcript", (payload) =>
      concat([slice(payload, 0, 97), keccak256("0x"), slice(payload, 97 + 32)]),
    );
    await assertConvicted(slander, /claims to have seen what participant 2 never signed/);
  });

  it("whose transcript is malformed", async () => {
    await assertConvicted(
      changePayload("transcript", (payload) => slice(payload, 1)),
      /sent a malformed transcript/,
    );
  });

  it("who seals a share to nobody", async () => {
    await assertConvicted(changePayload("round2", flipLast), /not sealed to its receiver/);
  });

  it("who sends a share that is not on its polynomial", async () => {
    const wrong = changePayload("round2", async (_payload, { to }) => {
      const share = new Uint8Array(32);
      share[0] = 5;
      return sealShare(concatBytes([share, new Uint8Array(32)]), to);
    });
    await assertConvicted(wrong, /sent what the key generation refutes/);
  });

  it("who sends a share of another length", async () => {
    const short = changePayload("round2", (_payload, { to }) => sealShare(new Uint8Array(63), to));
    await assertConvicted(short, /sent a share of another length/);
  });

  it("who confirms another result", async () => {
    await assertConvicted(changePayload("confirmation", flipLast), /confirmed another result/);
  });

  it("who accuses whom it talks to", async () => {
    const accuse: CheatOf = (_key, sign) => (message) =>
      message.kind === "transcript"
        ? sign({ ...message, kind: "abort", to: 0, payload: encodeAbort(2, "has a long nose") })
        : message;
    const { errors } = await outcomes(accuse);
    // Participant 2 knows better; participant 3 can only repeat what it was told.
    const [second, third] = errors as [CeremonyAbortedError, CeremonyAbortedError];
    assert.equal(second.culprit, CHEATER);
    assert.match(second.message, /makes a false accusation: has a long nose; found by participant 1/);
    assert.ok(third instanceof CeremonyAbortedError);
    assert.match(third.message, /is accused/);
  });

  it("whose messages are unsigned, another's or garbage is not convicted, for anybody may have sent them: it is missing", async () => {
    const unsigned: CheatOf[] = [
      () => (message) => ({ ...message, signature: flipLast(message.signature) }),
      () => (message) => ({ ...message, payload: flipLast(message.payload) }),
      (_key, sign) => (message) => sign({ ...message, from: 2 }),
      (_key, sign) => (message) => sign({ ...message, kind: "done" }),
      () => () => ({}) as never,
    ];
    for (const cheat of unsigned) {
      const { errors } = await outcomes(cheat, 600);
      for (const error of errors) {
        assert.ok(error instanceof CeremonyTimeoutError, String(error));
        assert.deepEqual(error.missing, [CHEATER]);
      }
    }
  });
});
