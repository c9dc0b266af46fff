// What is mutated: every source of contracts/src that holds value or permissions, the contracts in which its code is
// deployed, and the tests that are about it. A source that stands nowhere here fails the command.

export type Subject = {
  /** Below contracts/src. */
  file: string;
  /** Contracts that a fault in it changes, as path below contracts and name. */
  deployed: readonly (readonly [path: string, contract: string])[];
  /** Tests that judge first, as a glob below contracts/test; a survivor then meets all the others. */
  tests: string;
};

const registry = ["src/registry/CapsuleRegistry.sol", "CapsuleRegistry"] as const;
const token = ["src/access/AccessToken.sol", "AccessToken"] as const;
const terms = ["src/access/OfferTerms.sol", "OfferTerms"] as const;
const splitter = ["src/royalty/RoyaltySplitter.sol", "RoyaltySplitter"] as const;
const keepers = ["src/keepers/KeeperRegistry.sol", "KeeperRegistry"] as const;
const oracle = ["src/access/PriceOracle.sol", "PriceOracle"] as const;
const market = ["src/market/Market.sol", "Market"] as const;
const pool = ["src/training/TrainingPool.sol", "TrainingPool"] as const;
const meter = ["src/keepers/UsageMeter.sol", "UsageMeter"] as const;
const court = ["src/disputes/DisputeCourt.sol", "DisputeCourt"] as const;
const arbiter = ["src/disputes/CouncilArbiter.sol", "CouncilArbiter"] as const;
const governor = ["src/governance/CapsuleGovernor.sol", "CapsuleGovernor"] as const;
const votes = ["src/governance/CapsuleToken.sol", "CapsuleToken"] as const;
const check = ["src/governance/OperationCheck.sol", "OperationCheck"] as const;
const freeze = ["src/royalty/OwnerFreeze.sol", "OwnerFreeze"] as const;
const inboxes = ["src/royalty/Inboxes.sol", "Inboxes"] as const;
const unit = (name: string) => [`test/unit/${name}.t.sol`, `${name}Test`] as const;

export const subjects: readonly Subject[] = [
  { file: "access/AccessToken.sol", deployed: [token], tests: "{integration/access,integration/pause,standards}/**" },
  { file: "access/OfferBook.sol", deployed: [token], tests: "integration/access/**" },
  { file: "access/OfferTerms.sol", deployed: [terms], tests: "integration/access/**" },
  {
    file: "access/PriceOracle.sol",
    deployed: [oracle],
    tests: "integration/access/{convert,purchaseInUsd,setFeed}/**",
  },
  {
    file: "access/Till.sol",
    deployed: [token],
    tests: "{integration/access,integration/hostile,integration/royalty}/**",
  },
  { file: "disputes/DisputeBonds.sol", deployed: [court], tests: "integration/disputes/**" },
  { file: "disputes/CouncilArbiter.sol", deployed: [arbiter], tests: "integration/disputes/**" },
  { file: "disputes/DisputeCourt.sol", deployed: [court], tests: "integration/disputes/**" },
  { file: "governance/CapsuleGovernor.sol", deployed: [governor], tests: "integration/governance/**" },
  { file: "governance/CapsuleToken.sol", deployed: [votes], tests: "integration/governance/**" },
  { file: "governance/OperationCheck.sol", deployed: [check], tests: "integration/governance/**" },
  { file: "keepers/KeeperBonds.sol", deployed: [keepers], tests: "integration/keepers/**" },
  {
    file: "keepers/KeeperRegistry.sol",
    deployed: [keepers],
    tests: "{integration/keepers,integration/registry,standards}/**",
  },
  { file: "keepers/Sessions.sol", deployed: [keepers], tests: "{integration/keepers,standards}/**" },
  { file: "keepers/UsageMeter.sol", deployed: [meter], tests: "integration/meter/**" },
  {
    file: "libraries/Basis.sol",
    deployed: [token, terms, splitter, freeze, registry],
    tests: "integration/{access,registry,royalty}/**",
  },
  {
    file: "libraries/DebtList.sol",
    deployed: [splitter, unit("DebtList")],
    tests: "{unit,integration/royalty/link,integration/registry}/**",
  },
  { file: "libraries/IpfsUri.sol", deployed: [registry, unit("IpfsUri")], tests: "{unit,integration/registry}/**" },
  { file: "libraries/LicenseIds.sol", deployed: [token, unit("LicenseIds")], tests: "{unit,integration/access}/**" },
  { file: "libraries/PriceMath.sol", deployed: [oracle, unit("PriceMath")], tests: "{unit,integration/access}/**" },
  {
    file: "libraries/RoyaltyMath.sol",
    deployed: [splitter, freeze, unit("RoyaltyMath"), unit("OwedUpward")],
    tests: "{unit,integration/royalty}/**",
  },
  { file: "market/Bids.sol", deployed: [market], tests: "integration/market/**" },
  { file: "market/Market.sol", deployed: [market], tests: "integration/market/**" },
  { file: "market/Orders.sol", deployed: [market], tests: "integration/market/**" },
  { file: "market/Settlement.sol", deployed: [market], tests: "integration/market/**" },
  {
    file: "registry/CapsuleRegistry.sol",
    deployed: [registry],
    tests: "{integration/registry,integration/pause,standards}/**",
  },
  {
    file: "registry/UsageAuthorization.sol",
    deployed: [registry],
    tests: "{integration/registry/usageAuthorization,standards}/**",
  },
  { file: "royalty/ContestedIncome.sol", deployed: [splitter], tests: "integration/{disputes,royalty}/**" },
  { file: "royalty/ContributionShares.sol", deployed: [splitter], tests: "{integration/royalty,standards}/**" },
  { file: "royalty/Inbox.sol", deployed: [inboxes], tests: "integration/royalty/{sweep,resale}/**" },
  { file: "royalty/Inboxes.sol", deployed: [inboxes], tests: "integration/royalty/{sweep,resale}/**" },
  { file: "royalty/Ledgers.sol", deployed: [splitter, freeze], tests: "integration/{disputes,royalty}/**" },
  { file: "royalty/Lineage.sol", deployed: [splitter], tests: "integration/{royalty,registry/registerDerivative}/**" },
  { file: "royalty/OwnerFreeze.sol", deployed: [freeze], tests: "integration/{disputes,royalty}/**" },
  { file: "royalty/RoyaltyLedger.sol", deployed: [splitter], tests: "integration/royalty/**" },
  { file: "royalty/RoyaltySplitter.sol", deployed: [splitter], tests: "{integration/royalty,integration/hostile}/**" },
  { file: "tokens/CountedERC1155.sol", deployed: [token, splitter], tests: "{standards,integration/market}/**" },
  { file: "training/TrainingBonds.sol", deployed: [pool], tests: "integration/training/**" },
  { file: "training/Rounds.sol", deployed: [pool], tests: "integration/training/**" },
  { file: "training/TrainingPool.sol", deployed: [pool], tests: "integration/training/**" },
  { file: "upgrade/Genesis.sol", deployed: [["src/upgrade/Genesis.sol", "Genesis"]], tests: "upgrade/**" },
  { file: "upgrade/PausableEntries.sol", deployed: [registry, token], tests: "integration/pause/**" },
  {
    file: "upgrade/ProtocolUpgradeable.sol",
    deployed: [registry, token, splitter, keepers, oracle],
    tests: "upgrade/**",
  },
];

/** Sources without a subject of their own, and why. */
export const exempt: Readonly<Record<string, string>> = {
  "libraries/Currency.sol": "one address, no behaviour",
  "libraries/Rights.sol": "names of bits",
  "royalty/RoyaltyStorage.sol": "what is stored and where, no behaviour",
  "upgrade/Roles.sol": "numbers of roles",
};
