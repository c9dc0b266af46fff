// What tests of derivatives, shares and prices in USD need beside a local protocol.
import { asGovernance } from "@capsule-protocol/deploy/devnet/governance.ts";
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { type Account, type Address, getAddress, type Hash, parseAbi, zeroAddress } from "viem";
import { createOffer } from "../../src/actions/access/createOffer.ts";
import { purchase } from "../../src/actions/access/purchase.ts";
import { type OfferTerms, Rights } from "../../src/actions/access/terms.ts";
import { type ParentParameters, Relation } from "../../src/actions/registry/parents.ts";
import { registerDerivative } from "../../src/actions/registry/registerDerivative.ts";
import { priceOracleAbi } from "../../src/generated/priceOracle.ts";
import { clientOf, creator, deployer, localProtocol, newCapsule, randomWord, TERMS_DIGEST } from "./localProtocol.ts";

export const native = zeroAddress;
const DERIVE = Rights.RUN | Rights.DERIVE | Rights.FINE_TUNE | Rights.MERGE;

/** Waits for a transaction of the deployer's. */
async function mined(hash: Promise<Hash>): Promise<void> {
  const { url } = await localProtocol();
  const { status } = await clientOf(url, deployer).waitForTransactionReceipt({ hash: await hash });
  if (status !== "success") throw new Error("the deployer's transaction was reverted");
}

/** A stand-in feed that says `answer`, with 8 decimals, and is believed for a currency between its half and its double. */
export async function newFeed(currency: Address, answer: bigint): Promise<{ say(answer: bigint): Promise<void> }> {
  const { url, deployment, folder } = await localProtocol();
  const client = clientOf(url, deployer);
  const { abi, bytecode } = loadArtifact(folder, "StandInPriceFeed");
  const hash = await client.deployContract({ abi, bytecode, args: [8, answer] });
  const { contractAddress } = await client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("no feed");
  const aggregator = getAddress(contractAddress);
  const feed = { aggregator, maxAge: 3_600, minimum: answer / 2n, maximum: answer * 2n };
  const call = { address: deployment.priceOracle, abi: priceOracleAbi, functionName: "setFeed" } as const;
  await asGovernance(url, deployment, { ...call, args: [currency, feed] });
  const setAnswer = parseAbi(["function setAnswer(int256 answer)"]);
  return {
    say: (next) =>
      mined(client.writeContract({ address: aggregator, abi: setAnswer, functionName: "setAnswer", args: [next] })),
  };
}

/** A license of a capsule of `creator`, bought by `account`, that lets it make derivatives. */
export async function derivativeLicense(
  capsuleId: bigint,
  account: Account,
  terms: Partial<OfferTerms> = {},
): Promise<bigint> {
  const { url, deployment } = await localProtocol();
  const { offerId } = await createOffer.sync(clientOf(url, creator), {
    deployment,
    capsuleId,
    price: 0n,
    terms: { rights: DERIVE, termsDigest: TERMS_DIGEST, ...terms },
  });
  const { licenseId } = await purchase.sync(clientOf(url, account), { deployment, offerId, maxTotal: 0n });
  return licenseId;
}

/** Registers a capsule in clear of `account` as made from others, under the given terms of theirs. */
export async function newDerivative(
  account: Account,
  parents: readonly (Pick<ParentParameters, "capsuleId"> & Partial<OfferTerms>)[],
): Promise<bigint> {
  const { url, deployment } = await localProtocol();
  const licensed: ParentParameters[] = [];
  for (const { capsuleId, ...terms } of parents) {
    const licenseId = await derivativeLicense(capsuleId, account, terms);
    licensed.push({ capsuleId, licenseId, relation: Relation.FINETUNE });
  }
  const { capsuleId } = await registerDerivative.sync(clientOf(url, account), {
    deployment,
    salt: randomWord(),
    manifestDigest: randomWord(),
    encrypted: false,
    parents: licensed,
  });
  return capsuleId;
}

/** A capsule in clear of `creator`. */
export const newRoot = () => newCapsule({ encrypted: false });
