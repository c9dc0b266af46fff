import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address } from "viem";

/** A participant's message of a ceremony, properly signed by it, breaks the protocol. The ceremony is over. */
export class CeremonyAbortedError extends BaseError {
  /** Index of the participant at fault, from 1, and its operator. */
  readonly culprit: number;
  readonly operator: Address;
  /** Index of the participant that found it: one's own, or another's, whose word it is then. */
  readonly accuser: number;
  readonly reason: string;

  constructor(fault: { culprit: number; operator: Address; accuser: number; reason: string; cause?: unknown }) {
    const { culprit, operator, accuser, reason } = fault;
    super(`Ceremony aborted: participant ${culprit} (${operator}) ${reason}; found by participant ${accuser}.`, {
      code: "CEREMONY_ABORTED",
      hint: "Settle with its operator what happened, then start a ceremony with another name, if need be without it.",
      cause: fault.cause,
    });
    this.culprit = culprit;
    this.operator = operator;
    this.accuser = accuser;
    this.reason = reason;
  }
}

/** Some participants were not heard in time. */
export class CeremonyTimeoutError extends BaseError {
  /** Indices of the participants that are missing, from 1. */
  readonly missing: readonly number[];

  constructor(kind: string, missing: readonly { index: number; operator: Address; reason: string }[]) {
    const list = missing.map(({ index, operator, reason }) => `${index} (${operator}: ${reason})`).join(", ");
    super(`Ceremony: no ${kind} of participants ${list} in time.`, {
      code: "CEREMONY_TIMEOUT",
      hint: "Check that all run the same ceremony file and reach each other, then start one with another name.",
    });
    this.missing = missing.map(({ index }) => index);
  }
}

/** This keeper has no part in the ceremony, or is listed with another transport key. */
export class CeremonyNotParticipantError extends BaseError {
  constructor(operator: Address, reason: string) {
    super(`Ceremony: operator ${operator} ${reason}.`, {
      code: "CEREMONY_NOT_PARTICIPANT",
      hint: "Put what `capsule-keeper init`, or `prepare` before a rotation, printed into the ceremony file, the same for all.",
    });
  }
}

/** The keystore holds a share of another ceremony, which would be lost. */
export class KeyShareExistsError extends BaseError {
  constructor(epoch: number) {
    super(`The keystore already holds a share of epoch ${epoch}.`, {
      code: "KEY_SHARE_EXISTS",
      hint: "A lost share can't be made again. To replace it nevertheless, back the keystore up and pass --replace.",
    });
  }
}

/** A new share waits for its epoch already, and would be lost. */
export class PendingShareExistsError extends BaseError {
  constructor(epoch: number) {
    super(`A share of epoch ${epoch} waits for that epoch to begin.`, {
      code: "PENDING_SHARE_EXISTS",
      hint: "Start the keeper, which takes it up or drops it; or give it up with --replace, if its set is never registered.",
    });
  }
}

/** The ceremony does not fit the chain, or this keeper's share. */
export class ReshareMismatchError extends BaseError {
  constructor(reason: string) {
    super(`Resharing: ${reason}.`, {
      code: "RESHARE_MISMATCH",
      hint: "Compare the ceremony file with the current keeper set: as many dealers as its threshold, and the next epoch.",
    });
  }
}
