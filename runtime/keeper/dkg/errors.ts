import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address } from "viem";

/** A participant's message of a key generation, properly signed by it, breaks the protocol. The ceremony is over. */
export class DkgAbortedError extends BaseError {
  /** Index of the participant at fault, from 1, and its operator. */
  readonly culprit: number;
  readonly operator: Address;
  /** Index of the participant that found it: one's own, or another's, whose word it is then. */
  readonly accuser: number;
  readonly reason: string;

  constructor(fault: { culprit: number; operator: Address; accuser: number; reason: string; cause?: unknown }) {
    const { culprit, operator, accuser, reason } = fault;
    super(`Key generation aborted: participant ${culprit} (${operator}) ${reason}; found by participant ${accuser}.`, {
      code: "DKG_ABORTED",
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
export class DkgTimeoutError extends BaseError {
  /** Indices of the participants that are missing, from 1. */
  readonly missing: readonly number[];

  constructor(kind: string, missing: readonly { index: number; operator: Address; reason: string }[]) {
    const list = missing.map(({ index, operator, reason }) => `${index} (${operator}: ${reason})`).join(", ");
    super(`Key generation: no ${kind} of participants ${list} in time.`, {
      code: "DKG_TIMEOUT",
      hint: "Check that all run the same ceremony file and reach each other, then start one with another name.",
    });
    this.missing = missing.map(({ index }) => index);
  }
}

/** This keeper is not among the ceremony's participants, or is with another transport key. */
export class DkgNotParticipantError extends BaseError {
  constructor(operator: Address, reason: string) {
    super(`Key generation: operator ${operator} ${reason}.`, {
      code: "DKG_NOT_PARTICIPANT",
      hint: "Put what `capsule-keeper init` printed for this keeper into the ceremony file, the same for all.",
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
