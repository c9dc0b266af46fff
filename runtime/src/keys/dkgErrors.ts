import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Index, threshold and number of participants do not make a ceremony. */
export class DkgParametersError extends BaseError {
  constructor(reason: string) {
    super(`Key generation: ${reason}.`, {
      code: "DKG_PARAMETERS_INVALID",
      hint: "Use 2 ≤ threshold ≤ participants ≤ 65535 and an index from 1 to participants.",
    });
  }
}

/** The messages of a round are not one from each of the other participants. */
export class DkgParticipantsError extends BaseError {
  readonly missing: number[];
  readonly duplicated: number[];
  readonly unexpected: number[];

  constructor(round: 1 | 2, wrong: { missing: number[]; duplicated: number[]; unexpected: number[] }) {
    const list = (name: string, indices: number[]) => (indices.length > 0 ? [`${name} ${indices.join(", ")}`] : []);
    const parts = [
      ...list("missing", wrong.missing),
      ...list("duplicated", wrong.duplicated),
      ...list("unexpected", wrong.unexpected),
    ];
    super(`Key generation, round ${round}: participants ${parts.join("; ")}.`, {
      code: "DKG_PARTICIPANTS_WRONG",
      hint: "Collect exactly one message of the round from every other participant.",
    });
    this.missing = wrong.missing;
    this.duplicated = wrong.duplicated;
    this.unexpected = wrong.unexpected;
  }
}

/** A participant's message is not of the required form. */
export class DkgMessageError extends BaseError {
  readonly participant: number;

  constructor(participant: number, reason: string, cause?: unknown) {
    super(`Key generation: the message of participant ${participant} is malformed: ${reason}.`, {
      code: "DKG_MESSAGE_INVALID",
      hint: "Abort the ceremony and start a new one without this participant, or after it was repaired.",
      cause,
    });
    this.participant = participant;
  }
}

/** A participant did not prove that it knows the secret behind its commitment. */
export class DkgProofError extends BaseError {
  readonly participant: number;

  constructor(participant: number) {
    super(`Key generation: participant ${participant} gave no valid proof of knowledge of its secret.`, {
      code: "DKG_PROOF_INVALID",
      hint: "Abort the ceremony: this participant could otherwise choose the group key. Start a new one without it.",
    });
    this.participant = participant;
  }
}

/** The share that a participant sent is not on the polynomial that it committed to. */
export class DkgShareError extends BaseError {
  readonly participant: number;

  constructor(participant: number) {
    super(`Key generation: the share sent by participant ${participant} does not match its commitment.`, {
      code: "DKG_SHARE_INVALID",
      hint: "Abort the ceremony and start a new one without this participant.",
    });
    this.participant = participant;
  }
}

/** Participants received different round-1 messages: someone told different things to different participants. */
export class DkgTranscriptError extends BaseError {
  /** Participants whose transcript differs from ours. Not necessarily the culprits. */
  readonly participants: number[];

  constructor(participants: number[]) {
    super(`Key generation: participants ${participants.join(", ")} saw other round-1 messages than this one.`, {
      code: "DKG_TRANSCRIPT_MISMATCH",
      hint: "Abort the ceremony, compare the round-1 messages that each participant received, then start a new one.",
    });
    this.participants = participants;
  }
}

/** A round was called out of order, or again with other messages. */
export class DkgStateError extends BaseError {
  constructor(reason: string) {
    super(`Key generation: ${reason}.`, {
      code: "DKG_STATE_INVALID",
      hint: "Run rounds 1, 2 and 3 once each, in this order; start a new ceremony instead of repeating a round.",
    });
  }
}
