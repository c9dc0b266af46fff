import { type Address, BaseError, ContractFunctionRevertedError, isAddressEqual } from "viem";
import type { KeyRequest } from "../../src/keys/keyRequest.ts";
import type { LicenseStatus } from "../../src/ports.ts";
import { accessTokenAbi, capsuleRegistryAbi, keeperRegistryAbi } from "../chain/contracts.ts";
import { ChainQuorumError } from "../chain/errors.ts";
import type { PinnedBlock } from "../chain/quorumChain.ts";
import { RefusedError } from "../refusedError.ts";

/** The contracts that decide who may have a key. */
export type ProtocolAddresses = { registry: Address; accessToken: Address; keeperRegistry: Address };

/** Runs of the license used, bought and settled, both cumulative; 0 for an unmetered one and for none. */
export type Entitlement = { bought: number; settled: number };

const RUN = 1;

/**
 * Checks at one final block that the account may have the capsule's key: with a license for it or, with licenseId 0, as
 * its owner or one that its owner authorized; signing itself or through a device with a running session.
 *
 * @param now Unix time in seconds. Rights end by whichever is later, this clock or the block: a final block may be old.
 * @throws RefusedError, ChainQuorumError
 */
export async function requireEntitlement(p: {
  block: PinnedBlock;
  addresses: ProtocolAddresses;
  request: KeyRequest;
  device: Address | undefined;
  now: number;
}): Promise<Entitlement> {
  const { block, addresses, request, device } = p;
  const time = block.header.timestamp > BigInt(p.now) ? block.header.timestamp : BigInt(p.now);
  const unlicensed = request.licenseId === 0n;
  const [capsule, license, sessionEnd] = await Promise.all([
    readCapsule(block, addresses.registry, request.capsuleId),
    unlicensed ? undefined : readLicense(block, addresses.accessToken, request),
    device === undefined ? undefined : readSession(block, addresses.keeperRegistry, request.account, device),
  ]);
  if (capsule.suspended) throw new RefusedError("CAPSULE_SUSPENDED", "The capsule is suspended.");
  if (!capsule.isSealed) throw new RefusedError("CAPSULE_NOT_SEALED", "The capsule's current version is not sealed.");
  if (license) requireLicense(license, request, time);
  else await requireOwnerOrGuest(block, addresses.registry, capsule.owner, request);
  if (sessionEnd !== undefined && sessionEnd <= time) {
    throw new RefusedError("SESSION_INVALID", "The device has no session of this account, or it has ended.");
  }
  const bought = license?.bought ?? 0;
  return { bought, settled: license && bought > 0 ? bought - license.runs : 0 };
}

async function requireOwnerOrGuest(block: PinnedBlock, registry: Address, owner: Address, request: KeyRequest) {
  if (isAddressEqual(owner, request.account)) return;
  const args = [request.capsuleId, request.account] as const;
  const call = { address: registry, abi: capsuleRegistryAbi, functionName: "isUsageAuthorized", args } as const;
  if (await block.client.readContract(call).catch(rethrowQuorum)) return;
  const message = "The account neither owns the capsule nor is authorized by its owner, and names no license.";
  throw new RefusedError("NOT_OWNER", message);
}

const SERIAL = (1n << 64n) - 1n;

function requireLicense(license: LicenseStatus, request: KeyRequest, time: bigint): void {
  const name = `License ${request.licenseId}`;
  if (license.capsuleId === 0n) throw new RefusedError("LICENSE_INVALID", `${name} does not exist.`);
  if (license.capsuleId !== request.capsuleId) {
    throw new RefusedError("LICENSE_OTHER_CAPSULE", `${name} is one of another capsule.`);
  }
  // A serial that was never sold, or was revoked, ends at 0: it is unknown, not expired.
  if (license.expiresAt === 0n) throw new RefusedError("LICENSE_INVALID", `${name} does not exist, or was revoked.`);
  if (license.expiresAt <= time) {
    throw new RefusedError("LICENSE_EXPIRED", `${name} ended at ${license.expiresAt} (Unix time).`);
  }
  if (license.bought > 0 && license.runs === 0) {
    const message = `All ${license.bought} runs of license ${request.licenseId} are used.`;
    throw new RefusedError("LICENSE_USED_UP", message, { leased: license.bought });
  }
  if (!license.valid)
    throw new RefusedError("LICENSE_INVALID", `The account does not hold license ${request.licenseId}.`);
  if ((license.rights & RUN) === 0) throw new RefusedError("LICENSE_LACKS_RUN", `${name} has no right to run.`);
}

function readCapsule(block: PinnedBlock, registry: Address, capsuleId: bigint) {
  const call = { address: registry, abi: capsuleRegistryAbi, functionName: "capsuleOf", args: [capsuleId] } as const;
  return block.client.readContract(call).catch((error: unknown) => {
    const reverted = findCause(error, ContractFunctionRevertedError);
    if (reverted?.data?.errorName === "CapsuleRegistry_UnknownCapsule") {
      throw new RefusedError("CAPSULE_UNKNOWN", `There is no capsule ${capsuleId} at the newest final block.`);
    }
    throw findCause(error, ChainQuorumError) ?? error;
  });
}

async function readLicense(block: PinnedBlock, accessToken: Address, request: KeyRequest): Promise<LicenseStatus> {
  const args = [request.licenseId, request.account] as const;
  const call = { address: accessToken, abi: accessTokenAbi, functionName: "licenseStatus", args } as const;
  const [[capsuleId, rights, expiresAt, runs, valid], bought] = await Promise.all([
    block.client.readContract(call).catch(rethrowQuorum),
    readRunsBought(block, accessToken, request.licenseId),
  ]);
  return { capsuleId, rights, expiresAt, runs, bought, valid };
}

/** Only a license with a serial can be metered. */
async function readRunsBought(block: PinnedBlock, accessToken: Address, licenseId: bigint): Promise<number> {
  if ((licenseId & SERIAL) === 0n) return 0;
  const call = { address: accessToken, abi: accessTokenAbi, functionName: "runsBought", args: [licenseId] } as const;
  return block.client.readContract(call).catch(rethrowQuorum);
}

function readSession(block: PinnedBlock, keeperRegistry: Address, account: Address, device: Address): Promise<bigint> {
  const call = { address: keeperRegistry, abi: keeperRegistryAbi, functionName: "sessionExpiry" } as const;
  return block.client.readContract({ ...call, args: [account, device] }).catch(rethrowQuorum);
}

function rethrowQuorum(error: unknown): never {
  throw findCause(error, ChainQuorumError) ?? error;
}

function findCause<T extends Error>(error: unknown, type: abstract new (...args: never[]) => T): T | undefined {
  if (error instanceof type) return error;
  const found = error instanceof BaseError ? error.walk((cause) => cause instanceof type) : null;
  return found instanceof type ? found : undefined;
}
