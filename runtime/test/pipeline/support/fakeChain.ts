import type { Address } from "viem";
import { UnknownCapsuleError } from "../../../src/access/errors.ts";
import type { AccessChain, CapsuleState, LicenseStatus } from "../../../src/ports.ts";

export const OWNER: Address = "0x00000000000000000000000000000000000000A1";
export const HOLDER: Address = "0x00000000000000000000000000000000000000b2";
export const DEVICE: Address = "0x00000000000000000000000000000000000000c3";
export const REGISTRY: Address = "0x00000000000000000000000000000000000000D4";

/** A chain in memory, for what a real one can't be brought to do at will: standing still, going dumb. */
export type FakeChain = AccessChain & {
  time: bigint;
  /** Thrown by every method while it is set. */
  failure: Error | undefined;
  /** Answers never come while it is true. */
  hangs: boolean;
  capsules: Map<bigint, CapsuleState>;
  licenses: Map<bigint, LicenseStatus & { holder: Address }>;
  sessions: Map<string, bigint>;
  /** Who may use which capsule without a license. */
  authorized: Map<bigint, Address>;
  /** Number of questions answered. */
  asked: number;
};

export function fakeChain(time = 1_000n): FakeChain {
  const chain: FakeChain = {
    chainId: 31337,
    registry: REGISTRY,
    time,
    failure: undefined,
    hangs: false,
    asked: 0,
    capsules: new Map(),
    licenses: new Map(),
    sessions: new Map(),
    authorized: new Map(),
    capsule: (capsuleId, options) =>
      answer(options?.signal, () => {
        const state = chain.capsules.get(capsuleId);
        if (!state) throw new UnknownCapsuleError(capsuleId, REGISTRY);
        return state;
      }),
    license: (licenseId, account, options) =>
      answer(options?.signal, () => {
        const license = chain.licenses.get(licenseId);
        if (!license) return { capsuleId: 0n, rights: 0, expiresAt: 2n ** 64n - 1n, runs: 0, bought: 0, valid: false };
        const { holder, ...status } = license;
        const usable = status.bought === 0 || status.runs > 0;
        return { ...status, valid: holder === account && chain.time < status.expiresAt && usable };
      }),
    usageAuthorized: (capsuleId, account, options) =>
      answer(options?.signal, () => chain.authorized.get(capsuleId) === account),
    sessionExpiry: (account, device, options) =>
      answer(options?.signal, () => chain.sessions.get(`${account}:${device}`) ?? 0n),
    now: (options) => answer(options?.signal, () => chain.time),
  };
  async function answer<Value>(signal: AbortSignal | undefined, value: () => Value): Promise<Value> {
    chain.asked++;
    if (chain.failure) throw chain.failure;
    if (chain.hangs) {
      return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    }
    return value();
  }
  return chain;
}

export function license(overrides: Partial<LicenseStatus & { holder: Address }> = {}) {
  return { capsuleId: 7n, rights: 1, expiresAt: 2_000n, runs: 0, bought: 0, valid: true, holder: HOLDER, ...overrides };
}
