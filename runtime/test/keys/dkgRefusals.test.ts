import assert from "node:assert/strict";
import {
  DkgMessageError,
  DkgParametersError,
  DkgParticipantsError,
  DkgProofError,
  type DkgRound1Message,
  type DkgRound2Message,
  DkgShareError,
  DkgStateError,
  DkgTranscriptError,
  dkgRound1,
  dkgRound2,
  dkgRound3,
  wipeDkgState,
} from "../../src/keys/dkg.ts";
import { seededBytes } from "../vectors/seededBytes.ts";
import { IDENTITY, INVALID_POINTS, ORDER, scalarBytes } from "./tdh2Keys.ts";

const T = 2;
const N = 3;
const start = (index: number, seed = "refusals") =>
  dkgRound1({ index, threshold: T, participants: N, rng: seededBytes(`${seed} ${index}`) });

type Started = [ReturnType<typeof start>, ReturnType<typeof start>, ReturnType<typeof start>];
const startAll = () => [start(1), start(2), start(3)] as Started;

/** Participant 1 receives the message of participant 3 as `alter` leaves it. */
function receiveAltered(alter: (message: DkgRound1Message) => DkgRound1Message): () => unknown {
  const [one, two, three] = startAll();
  return () => dkgRound2({ state: one.state, messages: [two.message, alter(three.message)] });
}

/** Participant 1 after round 2, with the messages addressed to it. */
function beforeRound3(): { state: Started[0]["state"]; messages: DkgRound2Message[] } {
  const started = startAll();
  const round1 = started.map(({ message }) => message);
  const sent = started.flatMap(({ state }) => dkgRound2({ state, messages: round1 }).messages);
  return { state: started[0].state, messages: sent.filter(({ to }) => to === 1) };
}

/** Participant 1 receives the share of participant 3 as `alter` leaves it. */
function receiveAlteredShare(alter: (message: DkgRound2Message) => DkgRound2Message): () => unknown {
  const { state, messages } = beforeRound3();
  return () =>
    dkgRound3({ state, messages: messages.map((message) => (message.from === 3 ? alter(message) : message)) });
}

const replaceFirst = (list: Uint8Array[], bytes: Uint8Array) => [bytes, ...list.slice(1)];
const names = (participant: number, error: new (...args: never[]) => Error) => (thrown: unknown) =>
  thrown instanceof error && (thrown as { participant?: number }).participant === participant;

describe("distributed key generation: refused parameters", () => {
  for (const [index, threshold, participants] of [
    [1, 1, 3],
    [1, 4, 3],
    [0, 2, 3],
    [4, 2, 3],
    [1.5, 2, 3],
    [1, 2.5, 3],
    [1, 2, 1],
    [1, 2, 65_536],
    [1, 2, Number.NaN],
  ] as const) {
    it(`participant ${index}, ${threshold} of ${participants}`, () => {
      assert.throws(() => dkgRound1({ index, threshold, participants }), DkgParametersError);
    });
  }
});

describe("distributed key generation: round 1 messages", () => {
  it("missing, repeated or of a stranger are named", () => {
    const [one, two, three] = startAll();
    const receive = (messages: DkgRound1Message[]) => () => dkgRound2({ state: one.state, messages });
    const wrong = (missing: number[], duplicated: number[], unexpected: number[]) =>
      new DkgParticipantsError(1, { missing, duplicated, unexpected });
    assert.throws(receive([two.message]), wrong([3], [], []));
    assert.throws(receive([]), wrong([2, 3], [], []));
    assert.throws(receive([two.message, two.message]), wrong([3], [2], []));
    assert.throws(receive([two.message, three.message, three.message]), wrong([], [3], []));
    assert.throws(receive([two.message, three.message, { ...three.message, index: 4 }]), wrong([], [], [4]));
    dkgRound2({ state: one.state, messages: [two.message, three.message] });
  });

  it("of someone else under one's own index are refused", () => {
    const [one, two, three] = startAll();
    const impostor = { ...two.message, index: 1 };
    assert.throws(
      () => dkgRound2({ state: one.state, messages: [two.message, three.message, impostor] }),
      new DkgParticipantsError(1, { missing: [], duplicated: [], unexpected: [1] }),
    );
  });

  it("with a wrong number of commitments are refused, naming the sender", () => {
    for (const count of [0, 1, 3]) {
      const alter = (message: DkgRound1Message) => ({
        ...message,
        commitment: [...message.commitment, ...message.commitment].slice(0, count),
      });
      assert.throws(receiveAltered(alter), names(3, DkgMessageError));
    }
  });

  it("with the identity, no point, or a short point are refused, naming the sender", () => {
    for (const bytes of [IDENTITY, ...INVALID_POINTS, new Uint8Array(31)]) {
      const first = (message: DkgRound1Message) => ({
        ...message,
        commitment: replaceFirst(message.commitment, bytes),
      });
      assert.throws(receiveAltered(first), names(3, DkgMessageError));
      const second = (message: DkgRound1Message) => ({
        ...message,
        commitment: [message.commitment[0] as never, bytes],
      });
      assert.throws(receiveAltered(second), names(3, DkgMessageError));
    }
  });

  it("with a malformed proof are refused, naming the sender", () => {
    for (const at of [0, 32]) {
      const alter = (message: DkgRound1Message) => {
        const proof = message.proof.slice();
        proof.fill(255, at, at + 32);
        return { ...message, proof };
      };
      assert.throws(receiveAltered(alter), names(3, DkgMessageError));
    }
    const short = (message: DkgRound1Message) => ({ ...message, proof: message.proof.slice(1) });
    assert.throws(receiveAltered(short), names(3, DkgMessageError));
  });

  it("with a proof for another secret, index or commitment are refused, naming the sender", () => {
    const two = start(2).message;
    assert.throws(
      receiveAltered((message) => ({ ...message, proof: two.proof })),
      names(3, DkgProofError),
    );
    assert.throws(
      receiveAltered(() => ({ ...two, index: 3 })),
      names(3, DkgProofError),
    );
    assert.throws(
      receiveAltered((message) => ({
        ...message,
        commitment: replaceFirst(message.commitment, two.commitment[0] as never),
      })),
      names(3, DkgProofError),
    );
  });
});

describe("distributed key generation: round 2 messages", () => {
  it("missing, repeated or of a stranger are named", () => {
    const { state, messages } = beforeRound3();
    const [two, three] = messages as [DkgRound2Message, DkgRound2Message];
    const receive = (list: DkgRound2Message[]) => () => dkgRound3({ state, messages: list });
    const wrong = (missing: number[], duplicated: number[], unexpected: number[]) =>
      new DkgParticipantsError(2, { missing, duplicated, unexpected });
    assert.throws(receive([two]), wrong([3], [], []));
    assert.throws(receive([two, two]), wrong([3], [2], []));
    assert.throws(receive([two, three, { ...three, from: 1 }]), wrong([], [], [1]));
    assert.equal(dkgRound3({ state, messages }).index, 1);
  });

  it("with a share off the committed polynomial are refused, naming the sender", () => {
    const plusOne = (share: Uint8Array) => {
      const value = BigInt(`0x${Buffer.from(share).reverse().toString("hex")}`);
      return scalarBytes((value + 1n) % ORDER);
    };
    assert.throws(
      receiveAlteredShare((message) => ({ ...message, share: plusOne(message.share) })),
      names(3, DkgShareError),
    );
    const forTwo = (() => {
      const started = startAll();
      const round1 = started.map(({ message }) => message);
      return dkgRound2({ state: started[2].state, messages: round1 }).messages.find(({ to }) => to === 2)?.share;
    })();
    assert.throws(
      receiveAlteredShare((message) => ({ ...message, share: forTwo as Uint8Array })),
      names(3, DkgShareError),
    );
  });

  it("with a share that is zero, not canonical, or of another length are refused, naming the sender", () => {
    for (const share of [new Uint8Array(32), scalarBytes(ORDER), new Uint8Array(32).fill(255), new Uint8Array(31)]) {
      assert.throws(
        receiveAlteredShare((message) => ({ ...message, share })),
        names(3, DkgMessageError),
      );
    }
  });

  it("addressed to someone else are refused", () => {
    assert.throws(
      receiveAlteredShare((message) => ({ ...message, to: 2 })),
      names(3, DkgMessageError),
    );
  });

  it("of participants who were told other commitments are refused: equivocation ends the ceremony", () => {
    const started = startAll();
    const [one, two, three] = started;
    const secondFace = start(3, "second face");
    // Participant 3 shows two faces: one to participant 1, another to participant 2, each with matching shares.
    dkgRound2({ state: one.state, messages: [two.message, three.message] });
    const ofTwo = dkgRound2({ state: two.state, messages: [one.message, secondFace.message] });
    const ofThree = dkgRound2({ state: three.state, messages: [one.message, two.message] });
    const messages = [...ofTwo.messages, ...ofThree.messages].filter(({ to }) => to === 1);
    assert.throws(() => dkgRound3({ state: one.state, messages }), new DkgTranscriptError([2]));
  });
});

describe("distributed key generation: order of rounds", () => {
  it("round 2 twice, round 3 before round 2, round 3 twice, and any round after wiping are refused", () => {
    const [one, two, three] = startAll();
    const messages = [two.message, three.message];
    assert.throws(() => dkgRound3({ state: one.state, messages: [] }), DkgStateError);
    dkgRound2({ state: one.state, messages });
    assert.throws(() => dkgRound2({ state: one.state, messages }), DkgStateError);

    const { state, messages: shares } = beforeRound3();
    dkgRound3({ state, messages: shares });
    assert.throws(() => dkgRound3({ state, messages: shares }), DkgStateError);

    wipeDkgState(two.state);
    assert.throws(() => dkgRound2({ state: two.state, messages: [one.message, three.message] }), DkgStateError);
  });
});
