import { getLicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { getSessionExpiry } from "@capsule-protocol/sdk/actions/keepers/getSessionExpiry.ts";
import { getCapsule } from "@capsule-protocol/sdk/actions/registry/getCapsule.ts";
import { isUsageAuthorized } from "@capsule-protocol/sdk/actions/registry/isUsageAuthorized.ts";
import { getRunsBought } from "@capsule-protocol/sdk/actions/usage/getRunsBought.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { isContractRevert } from "@capsule-protocol/sdk/errors/contractRevert.ts";
import type { Address, Client } from "viem";
import { getBlock } from "viem/actions";
import type { AccessChain, CapsuleState } from "../ports.ts";
import { withSignal } from "../progress.ts";
import { ChainUnreachableError, UnknownCapsuleError } from "./errors.ts";

/** The chain behind a viem client. */
export function viemAccessChain(client: Client, deployment: Deployment): AccessChain {
  const { chainId, registry } = deployment;
  return {
    chainId,
    registry,
    capsule: (capsuleId, { signal } = {}) =>
      reading("the capsule", capsuleState(client, deployment, capsuleId), signal),
    license: (licenseId, account, { signal } = {}) =>
      reading("the license", licenseStatus(client, deployment, licenseId, account), signal),
    usageAuthorized: (capsuleId, account, { signal } = {}) =>
      reading("the authorization", isUsageAuthorized(client, { deployment, capsuleId, account }), signal),
    sessionExpiry: (account, device, { signal } = {}) =>
      reading("the session", getSessionExpiry(client, { deployment, account, device }), signal),
    now: async ({ signal } = {}) => {
      const { timestamp } = await reading("its latest block", getBlock(client), signal);
      return timestamp;
    },
  };
}

async function licenseStatus(client: Client, deployment: Deployment, licenseId: bigint, account: Address) {
  const [status, bought] = await Promise.all([
    getLicenseStatus(client, { deployment, licenseId, account }),
    getRunsBought(client, { deployment, licenseId }),
  ]);
  return { ...status, bought };
}

/** @throws UnknownCapsuleError */
export async function capsuleState(client: Client, deployment: Deployment, capsuleId: bigint): Promise<CapsuleState> {
  try {
    return await getCapsule(client, { deployment, capsuleId });
  } catch (error) {
    if (!isContractRevert(error, "CapsuleRegistry_UnknownCapsule")) throw error;
    throw new UnknownCapsuleError(capsuleId, deployment.registry, error);
  }
}

/** Gives a type to whatever keeps a reading from being answered. */
export async function reading<Result>(
  what: string,
  answer: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    return await withSignal(answer, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof BaseError ? error : new ChainUnreachableError(what, error);
  }
}
