import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import { EPOCH_ACCEPTANCE, KEEPERS, LEASE_BATCH, RELEASE_REPORT } from "./keeperTypes.ts";
import { type Protocol, THRESHOLD } from "./protocol.ts";

/** What keepers signed, as arguments of the functions that take it. */
export type KeeperScene = {
  /** Hands the key over to the same keepers. */
  rotation: readonly unknown[];
  /** A receipt of a license that nobody bought: named, and left out. */
  settlement: readonly unknown[];
  report: readonly unknown[];
};

export async function setKeeperScene(protocol: Protocol): Promise<KeeperScene> {
  const { keeperRegistry, usageMeter, publicClient } = protocol;
  const chainId = await publicClient.getChainId();
  const { keepers, groupKey } = await keeperRegistry.read.keeperSet([1n]);
  const receipts = [{ licenseId: 1n, runs: 1 }];
  const counts = [{ capsuleId: 1n, releases: 1 }];
  const keys = { name: "Capsule Keys", version: "1", chainId, verifyingContract: keeperRegistry.address };
  const usage = { name: "Capsule Usage", version: "1", chainId, verifyingContract: usageMeter.address };
  const keepersHash = keccak256(encodeAbiParameters([KEEPERS], [keepers]));

  const acceptances = await quorum(protocol, (keeper) =>
    keeper.signTypedData({
      domain: keys,
      types: EPOCH_ACCEPTANCE,
      primaryType: "EpochAcceptance",
      message: { epoch: 2n, threshold: THRESHOLD, groupKey, keepersHash },
    }),
  );
  const batch = await quorum(protocol, (keeper) =>
    keeper.signTypedData({
      domain: usage,
      types: LEASE_BATCH,
      primaryType: "LeaseBatch",
      message: { epoch: 1n, receipts },
    }),
  );
  const day = await quorum(protocol, (keeper) =>
    keeper.signTypedData({
      domain: usage,
      types: RELEASE_REPORT,
      primaryType: "ReleaseReport",
      message: { epoch: 1n, day: 1, counts },
    }),
  );
  return {
    rotation: [THRESHOLD, keepers, acceptances],
    settlement: [1n, receipts, batch],
    report: [1n, 1, counts, day],
  };
}

/** Signatures of a quorum, in the order of the signers' addresses. */
function quorum({ keepers }: Protocol, sign: (keeper: Protocol["keepers"][number]) => Promise<Hex>): Promise<Hex[]> {
  const ordered = keepers.toSorted((one, other) =>
    BigInt(one.account.address) < BigInt(other.account.address) ? -1 : 1,
  );
  return Promise.all(ordered.slice(0, THRESHOLD).map(sign));
}
