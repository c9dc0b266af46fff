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
  currency: zeroAddress as Address,
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
};

/** Hardhat starts with the first chain: the rows of the access matrix are read without one. */
const connect = async () => (await import("hardhat")).default.network.create();
type Viem = Awaited<ReturnType<typeof connect>>["viem"];

/** The whole protocol through Genesis, on a chain of its own, with its parties. */
export async function deployProtocol() {
  const connection = await connect();
  const { viem } = connection;
  const all = await viem.getWalletClients();
  const [wallets, operator] = [all.slice(0, 12), all[12]];
  const [deployer, holder, treasury, creator, buyer, stranger, guardian, council, ...others] = wallets;
  const [contributor, evaluator, ...keepers] = others;
  const [keeper] = keepers;
  if (!deployer || !holder || !treasury || !creator || !buyer || !stranger || !guardian || !council)
    throw new Error("too few accounts");
  if (!contributor || !evaluator || !keeper || !operator) throw new Error("too few accounts");
  const genesis = await viem.deployContract("Genesis", [deployer.account.address]);
  const addresses = await genesis.read.predict();
  const implementations = await deployImplementations(viem, addresses);
  const config = configOf({ holder, guardian, council, treasury }, keepers);
  await genesis.write.create([implementations, config]);
  const admin = await impersonate(connection, addresses.timelock);
  const people = { holder, creator, operator, buyer, licensee: buyer, stranger, contributor, evaluator };
  const parties = { deployer, admin, treasury, guardian, council, keeper, ...people };
  const manager = await viem.getContractAt("AccessManager", addresses.accessManager);
  return {
    connection,
    genesis,
    config,
    implementations,
    manager,
    registry: await viem.getContractAt("CapsuleRegistry", addresses.capsuleRegistry),
    accessToken: await viem.getContractAt("AccessToken", addresses.accessToken),
    splitter: await viem.getContractAt("RoyaltySplitter", addresses.royaltySplitter),
    keeperRegistry: await viem.getContractAt("KeeperRegistry", addresses.keeperRegistry),
    priceOracle: await viem.getContractAt("PriceOracle", addresses.priceOracle),
    market: await viem.getContractAt("Market", addresses.market),
    trainingPool: await viem.getContractAt("TrainingPool", addresses.trainingPool),
    usageMeter: await viem.getContractAt("UsageMeter", addresses.usageMeter),
    disputeCourt: await viem.getContractAt("DisputeCourt", addresses.disputeCourt),
    councilArbiter: await viem.getContractAt("CouncilArbiter", addresses.councilArbiter),
    capsuleToken: await viem.getContractAt("CapsuleToken", addresses.capsuleToken),
    governor: await viem.getContractAt("CapsuleGovernor", addresses.governor),
    publicClient: await viem.getPublicClient(),
    parties,
    keepers,
  };
}

/** The timelock has every right: what it may do is tried by acting as it. */
async function impersonate({ viem, networkHelpers }: Awaited<ReturnType<typeof connect>>, account: Address) {
  await networkHelpers.impersonateAccount(account);
  await networkHelpers.setBalance(account, parseEther("1"));
  return viem.getWalletClient(account);
}

type Wallet = Awaited<ReturnType<Viem["getWalletClients"]>>[number];
type Addresses = Record<
  | "capsuleRegistry"
  | "accessToken"
  | "royaltySplitter"
  | "keeperRegistry"
  | "priceOracle"
  | "market"
  | "trainingPool"
  | "usageMeter"
  | "disputeCourt"
  | "councilArbiter"
  | "capsuleToken"
  | "governor",
  Address
>;

/** Implementations compiled with the addresses of the proxies, and linked with their libraries. */
async function deployImplementations(viem: Viem, at: Addresses): Promise<Addresses> {
  const { capsuleRegistry, accessToken, royaltySplitter, keeperRegistry, priceOracle } = at;
  const { market, trainingPool, usageMeter, disputeCourt } = at;
  const check = await address(viem.deployContract("OperationCheck"));
  const tokenLibraries = { OfferTerms: await address(viem.deployContract("OfferTerms")) };
  const splitterLibraries = {
    OwnerFreeze: await address(viem.deployContract("OwnerFreeze")),
    Inboxes: await address(viem.deployContract("Inboxes")),
  };
  const registryArguments = [accessToken, royaltySplitter, keeperRegistry, disputeCourt] as const;
  const tokenArguments = [capsuleRegistry, royaltySplitter, priceOracle, market, usageMeter] as const;
  const splitterArguments = [capsuleRegistry, accessToken, market, trainingPool, disputeCourt] as const;
  const marketArguments = [capsuleRegistry, accessToken, royaltySplitter] as const;
  return {
    capsuleRegistry: await address(viem.deployContract("CapsuleRegistry", registryArguments)),
    accessToken: await address(viem.deployContract("AccessToken", tokenArguments, { libraries: tokenLibraries })),
    royaltySplitter: await address(
      viem.deployContract("RoyaltySplitter", splitterArguments, { libraries: splitterLibraries }),
    ),
    keeperRegistry: await address(viem.deployContract("KeeperRegistry")),
    priceOracle: await address(viem.deployContract("PriceOracle")),
    market: await address(viem.deployContract("Market", marketArguments)),
    trainingPool: await address(viem.deployContract("TrainingPool", [capsuleRegistry, royaltySplitter])),
    usageMeter: await address(viem.deployContract("UsageMeter", [keeperRegistry, accessToken])),
    disputeCourt: await address(viem.deployContract("DisputeCourt", [capsuleRegistry, royaltySplitter])),
    councilArbiter: await address(viem.deployContract("CouncilArbiter", [disputeCourt])),
    capsuleToken: await address(viem.deployContract("CapsuleToken")),
    governor: await address(viem.deployContract("CapsuleGovernor", [check])),
  };
}

function configOf(parties: Record<"holder" | "guardian" | "council" | "treasury", Wallet>, keepers: readonly Wallet[]) {
  const settings = {
    proposalGuardian: parties.guardian.account.address,
    votingDelay: 60,
    votingPeriod: 600,
    lateQuorumExtension: 60,
    proposalThreshold: parseEther("1"),
    quorumPercent: 4n,
  };
  return {
    guardian: parties.guardian.account.address,
    council: parties.council.account.address,
    treasury: parties.treasury.account.address,
    sequencerFeed: zeroAddress,
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
    priceFeeds: [],
    governance: { holder: parties.holder.account.address, supply: parseEther("1000"), timelockDelay: 60n, settings },
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
