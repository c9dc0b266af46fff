import { keccak256, parseEther, toHex, zeroHash } from "viem";
import { MANIFEST, type Protocol } from "./protocol.ts";

export const BOND = parseEther("0.1");
export const APPEAL_BOND = parseEther("0.2");

/** Disputes over capsules of `creator`, one at each stage. */
export type DisputeScene = {
  /** Ids of a dispute that is open, one that was upheld, and one that waits for the ruling on its appeal. */
  open: bigint;
  upheld: bigint;
  appealed: bigint;
  /** Suspended by the one that was upheld. */
  suspendedId: bigint;
};

/** The bonds of a fourth, which was rejected on appeal, are the creator's to withdraw. */
export async function setDisputeScene(protocol: Protocol): Promise<DisputeScene> {
  const { disputeCourt, parties } = protocol;
  const open = await dispute(protocol, 1n);
  const upheld = await dispute(protocol, 2n);
  await ruleAgainst(protocol, upheld.disputeId);
  const appealed = await dispute(protocol, 3n);
  const concluded = await dispute(protocol, 4n);
  for (const { disputeId } of [appealed, concluded]) {
    await ruleAgainst(protocol, disputeId);
    const { account } = parties.creator;
    await disputeCourt.write.appeal([disputeId, MANIFEST], { account, value: APPEAL_BOND });
  }
  const { account } = parties.admin;
  await disputeCourt.write.ruleAppeal([concluded.disputeId, false, MANIFEST, []], { account });
  const ids = { open: open.disputeId, upheld: upheld.disputeId, appealed: appealed.disputeId };
  return { ...ids, suspendedId: upheld.capsuleId };
}

async function dispute({ registry, disputeCourt, parties }: Protocol, disputeId: bigint) {
  const { account } = parties.creator;
  const salt = keccak256(toHex(`disputed ${disputeId}`));
  await registry.write.register([salt, MANIFEST, false, 0], { account });
  const capsuleId = await registry.read.capsuleIdOf([account.address, salt]);
  await disputeCourt.write.open([capsuleId, MANIFEST], { account: parties.stranger.account, value: BOND });
  return { disputeId, capsuleId };
}

async function ruleAgainst({ disputeCourt, councilArbiter, parties }: Protocol, disputeId: bigint): Promise<void> {
  const reasons = keccak256(zeroHash);
  await disputeCourt.write.counter([disputeId, MANIFEST], { account: parties.creator.account, value: BOND });
  await councilArbiter.write.rule([disputeId, true, reasons, []], { account: parties.council.account });
}
