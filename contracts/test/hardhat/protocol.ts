import hre from "hardhat";
import { type Address, keccak256, parseEther, toHex, zeroAddress } from "viem";

export const FEE_BPS = 250n;
export const PRICE = parseEther("0.01");
export const THRESHOLD = 2;
export const MANIFEST = keccak256(toHex("manifest 1"));
const GROUP_KEY = keccak256(toHex("group key"));

const SEAL = [
  { name: "capsuleId", type: "uint256" },
  { name: "version", type: "uint256" },
  { name: "manifestDigest", type: "bytes32" },
  { name: "epoch", type: "uint256" },
] as const;

/** Terms of a plain license to run, for native currency. */
export const TERMS = {
  currency: zeroAddress,
  duration: 0,
  runs: 0,
  maxSupply: 0,
  maxPerAccount: 0,
  rights: 1,
  resaleRoyaltyBps: 500,
  derivativeRateBps: 0,
  referralBps: 0,
  trial: 0,
  transferability: 0,
  derivativePolicy: 0,
  pricedInUsd: false,
  revocable: false,
  termsDigest: keccak256(toHex("license text")),
} as const;

/** The whole protocol through Genesis, on a chain of its own, with its parties. */
export async function deployProtocol() {
  const connection = await hre.network.create();
  const { viem } = connection;
  const [deployer, admin, treasury, creator, buyer, stranger, ...keepers] = (await viem.getWalletClients()).slice(0, 9);
  if (!deployer || !admin || !treasury || !creator || !buyer || !stranger) throw new Error("too few accounts");
  const genesis = await viem.deployContract("Genesis", [deployer.account.address]);
  const { capsuleRegistry, accessToken, royaltySplitter, keeperRegistry, accessManager } = await genesis.read.predict();
  const implementations = {
    capsuleRegistry: await address(
      viem.deployContract("CapsuleRegistry", [accessToken, royaltySplitter, keeperRegistry]),
    ),
    accessToken: await address(viem.deployContract("AccessToken", [capsuleRegistry, royaltySplitter])),
    royaltySplitter: await address(viem.deployContract("RoyaltySplitter", [capsuleRegistry, accessToken])),
    keeperRegistry: await address(viem.deployContract("KeeperRegistry")),
  };
  await genesis.write.create([
    implementations,
    {
      admin: admin.account.address,
      treasury: treasury.account.address,
      feeBps: Number(FEE_BPS),
      contractDigest: MANIFEST,
      keeperThreshold: THRESHOLD,
      groupKey: GROUP_KEY,
      keepers: keepers.map(({ account }, index) => ({
        operator: account.address,
        transportKey: keccak256(toHex(`transport ${index}`)),
        verificationShare: keccak256(toHex(`share ${index}`)),
        url: `https://keeper-${index + 1}.example`,
      })),
    },
  ]);
  return {
    connection,
    genesis,
    implementations,
    accessManager,
    registry: await viem.getContractAt("CapsuleRegistry", capsuleRegistry),
    accessToken: await viem.getContractAt("AccessToken", accessToken),
    splitter: await viem.getContractAt("RoyaltySplitter", royaltySplitter),
    keeperRegistry: await viem.getContractAt("KeeperRegistry", keeperRegistry),
    publicClient: await viem.getPublicClient(),
    parties: { deployer, admin, treasury, creator, buyer, stranger },
    keepers,
  };
}

export type Protocol = Awaited<ReturnType<typeof deployProtocol>>;

async function address(deployed: Promise<{ address: Address }>): Promise<Address> {
  return (await deployed).address;
}

/** Signatures of a quorum over a version, in the order of the signers' addresses. */
export async function sealSignatures(
  { registry, keepers, publicClient }: Protocol,
  capsuleId: bigint,
  version: bigint,
) {
  const chainId = await publicClient.getChainId();
  const manifestDigest = await registry.read.versionDigest([capsuleId, version]);
  const quorum = keepers
    .toSorted((one, other) => (BigInt(one.account.address) < BigInt(other.account.address) ? -1 : 1))
    .slice(0, THRESHOLD);
  return Promise.all(
    quorum.map((keeper) =>
      keeper.signTypedData({
        domain: { name: "Capsule Registry", version: "1", chainId, verifyingContract: registry.address },
        types: { Seal: SEAL },
        primaryType: "Seal",
        message: { capsuleId, version, manifestDigest, epoch: 1n },
      }),
    ),
  );
}

/** A sealed capsule of `creator` with one offer. */
export async function publish(protocol: Protocol, salt = "salt") {
  const { registry, accessToken, parties } = protocol;
  const { account } = parties.creator;
  const capsuleId = await registry.read.capsuleIdOf([account.address, keccak256(toHex(salt))]);
  await registry.write.register([keccak256(toHex(salt)), MANIFEST, true, 0], { account });
  await registry.write.seal([capsuleId, await sealSignatures(protocol, capsuleId, 1n)]);
  await accessToken.write.createOffer([capsuleId, PRICE, TERMS], { account });
  return { capsuleId, offerId: 1n, licenseId: 1n << 64n };
}
