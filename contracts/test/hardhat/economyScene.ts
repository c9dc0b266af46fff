import { type Address, type Hex, keccak256, toHex, zeroAddress, zeroHash } from "viem";
import { MANIFEST, PRICE, type Protocol, publish, sealSignatures, TERMS } from "./protocol.ts";
import { allocate } from "./rounds.ts";
import { setTrainingScene, type TrainingScene } from "./trainingScene.ts";

type Sold = { offerId: bigint; licenseId: bigint };

/** A capsule of `creator` with everything that somebody could be owed, and one that waits for its seal. */
export type EconomyScene = {
  capsuleId: bigint;
  /** Offers of which `creator` holds a license: without limits, for an hour, and for derivatives. */
  plain: Sold;
  timed: Sold;
  derivation: Sold;
  /** Has a share of a sale to withdraw. */
  referrer: Address;
  /** May use the capsule without a license. */
  authorized: Address;
  /** A derivative with income. */
  childId: bigint;
  /** The derivative's inbox, which holds a payment. */
  inbox: Address;
  training: TrainingScene;
  /** Arguments that seal a capsule. */
  seal: readonly [capsuleId: bigint, signatures: readonly Hex[]];
};

const LATER = 2n ** 40n;
const FINE_TUNE_AND_DERIVE = 6;

export async function setEconomyScene(protocol: Protocol): Promise<EconomyScene> {
  const { registry, accessToken, splitter, parties } = protocol;
  const { capsuleId, offerId, licenseId } = await publish(protocol);
  const { account } = parties.creator;
  const referrer = parties.stranger.account.address;
  await allocate(protocol, capsuleId, account.address, 1_000);
  const training = await setTrainingScene(protocol, capsuleId);
  const offer = async (id: bigint, terms: Partial<typeof TERMS>, serial = 0n) => {
    await accessToken.write.createOffer([capsuleId, PRICE, { ...TERMS, ...terms }], { account });
    await buy(protocol, id, zeroAddress);
    return { offerId: id, licenseId: (id << 64n) | serial };
  };
  await buy(protocol, offerId, zeroAddress);
  await buy(protocol, offerId, zeroAddress, "licensee");
  const timed = await offer(2n, { duration: 3600, trial: 60, revocable: true }, 1n);
  const derivation = await offer(3n, { rights: FINE_TUNE_AND_DERIVE, derivativeRateBps: 1000 });
  await buy(protocol, derivation.offerId, zeroAddress, "licensee");
  const referred = await offer(4n, { referralBps: 1000 });
  await buy(protocol, referred.offerId, referrer);
  await parties.stranger.sendTransaction({ to: await splitter.read.inboxOf([capsuleId]), value: PRICE });
  const childId = await derive(protocol, capsuleId, derivation.licenseId);
  await accessToken.write.tip([childId, zeroAddress, PRICE], { account, value: PRICE });
  const inbox = await fillInbox(protocol, childId);
  const seal = await unsealed(protocol);
  const authorized = parties.guardian.account.address;
  await registry.write.authorizeUsage([capsuleId, authorized], { account });
  await appointOperator(protocol);
  const plain = { offerId, licenseId };
  return { capsuleId, plain, timed, derivation, referrer, authorized, childId, inbox, training, seal };
}

/** The operator may do with the creator's capsules, licenses and shares what the standards let operators do. */
async function appointOperator({ registry, accessToken, splitter, parties }: Protocol): Promise<void> {
  const { account } = parties.creator;
  const approval = [parties.operator.account.address, true] as const;
  await registry.write.setApprovalForAll(approval, { account });
  await accessToken.write.setApprovalForAll(approval, { account });
  await splitter.write.setApprovalForAll(approval, { account });
}

async function buy(
  { accessToken, parties }: Protocol,
  offerId: bigint,
  referrer: Address,
  party: "creator" | "licensee" = "creator",
): Promise<void> {
  const { account } = parties[party];
  await accessToken.write.purchase([offerId, 1n, account.address, PRICE, LATER, referrer], { account, value: PRICE });
}

async function derive({ registry, parties }: Protocol, parentId: bigint, licenseId: bigint): Promise<bigint> {
  const { account } = parties.creator;
  const salt = keccak256(toHex("derivative"));
  const parent = { capsuleId: parentId, licenseId, relation: 0, ancestors: [] };
  await registry.write.registerDerivative([salt, MANIFEST, true, 0, [parent]], { account });
  return registry.read.capsuleIdOf([account.address, salt]);
}

/** The first payment is swept, which creates the inbox; the second stays in it. */
async function fillInbox({ splitter, parties }: Protocol, capsuleId: bigint): Promise<Address> {
  const inbox = await splitter.read.inboxOf([capsuleId]);
  await parties.stranger.sendTransaction({ to: inbox, value: PRICE });
  await splitter.write.sweep([capsuleId, zeroAddress]);
  await parties.stranger.sendTransaction({ to: inbox, value: PRICE });
  return inbox;
}

async function unsealed(protocol: Protocol): Promise<EconomyScene["seal"]> {
  const { registry, parties } = protocol;
  const { account } = parties.creator;
  await registry.write.register([zeroHash, MANIFEST, true, 0], { account });
  const capsuleId = await registry.read.capsuleIdOf([account.address, zeroHash]);
  return [capsuleId, await sealSignatures(protocol, capsuleId, 1n)];
}
