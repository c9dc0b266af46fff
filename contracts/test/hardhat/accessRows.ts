import { type Address, zeroAddress, zeroHash } from "viem";
import type { EconomyScene } from "./economyScene.ts";
import type { KeeperScene } from "./keeperScene.ts";
import type { MarketScene } from "./marketScene.ts";
import { MANIFEST, PRICE, type Protocol, TERMS } from "./protocol.ts";

/** Who tries every function. */
export const PARTIES = [
  "creator",
  "operator",
  "licensee",
  "contributor",
  "evaluator",
  "keeper",
  "guardian",
  "admin",
  "council",
  "stranger",
] as const;
export type Party = (typeof PARTIES)[number];

/** What comes of a call: it goes through, or the name of the error. */
export type Outcome = "ok" | string;
export type Row = { args: readonly unknown[]; value?: bigint } & Record<Party, Outcome>;
export type Matrix = Record<string, Row>;

export const UNAUTHORIZED = "AccessManagedUnauthorized";
/** Outcome of a call that is refused without telling why. */
export const NO_ERROR = "no error";
export const LATER = 2n ** 40n;

/** `outcome` for all but those named. */
export function forAll(outcome: Outcome, others: Partial<Record<Party, Outcome>> = {}): Record<Party, Outcome> {
  return { ...(Object.fromEntries(PARTIES.map((party) => [party, outcome])) as Record<Party, Outcome>), ...others };
}

export const restricted = forAll(UNAUTHORIZED, { admin: "ok" });
/** The owner of a capsule, and who operates its owner's tokens. */
export const managersOnly = (refusal: Outcome) => forAll(refusal, { creator: "ok", operator: "ok" });
export const creatorOnly = (refusal: Outcome) => forAll(refusal, { creator: "ok" });

/** What every upgradeable contract has. */
export function baseRows(implementation: Address, initialize: readonly unknown[], signature: string): Matrix {
  return {
    [signature]: { args: initialize, ...forAll("InvalidInitialization") },
    "setAuthority(address)": { args: [zeroAddress], ...forAll(UNAUTHORIZED) },
    "upgradeToAndCall(address,bytes)": { args: [implementation, "0x"], ...restricted },
  };
}

/** What contracts with entry points have: who may end a pause gets as far as there being none. */
export const pauseRows: Matrix = {
  "pauseEntries(uint256)": { args: [1n], ...forAll(UNAUTHORIZED, { admin: "ok", guardian: "ok" }) },
  "unpauseEntries()": {
    args: [],
    ...forAll(UNAUTHORIZED, { admin: "Protocol_NotPaused", guardian: "Protocol_NotPaused" }),
  },
};

export function registryRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const { capsuleId, derivation, seal } = scene;
  const parent = { capsuleId, licenseId: derivation.licenseId, relation: 0, ancestors: [] };
  const token = managersOnly("ERC721InsufficientApproval");
  return {
    ...baseRows(implementations.capsuleRegistry, [zeroAddress, 0, zeroHash], "initialize(address,uint16,bytes32)"),
    ...pauseRows,
    "register(bytes32,bytes32,bool,uint16)": { args: [MANIFEST, MANIFEST, true, 0], ...forAll("ok") },
    "registerDerivative(bytes32,bytes32,bool,uint16,(uint256,uint256,uint8,uint256[])[])": {
      args: [MANIFEST, MANIFEST, true, 0, [parent]],
      ...forAll("CapsuleRegistry_LicenseNotHeld", { creator: "ok", licensee: "ok" }),
    },
    "publishVersion(uint256,bytes32,bool,bytes[])": {
      args: [capsuleId, MANIFEST, true, []],
      ...managersOnly("CapsuleRegistry_NotAuthorized"),
    },
    "seal(uint256,bytes[])": { args: seal, ...forAll("ok") },
    "authorizeUsage(uint256,address)": {
      args: [capsuleId, creator],
      ...creatorOnly("UsageAuthorization_NotOwner"),
    },
    "revokeAuthorization(uint256,address)": {
      args: [capsuleId, scene.authorized],
      ...creatorOnly("UsageAuthorization_NotOwner"),
    },
    "setSuspended(uint256,bool)": { args: [capsuleId, true], ...forAll("CapsuleRegistry_NotDisputeCourt") },
    "setProtocolFee(uint16)": { args: [1], ...restricted },
    "setContractURI(bytes32)": { args: [MANIFEST], ...restricted },
    "approve(address,uint256)": { args: [stranger, capsuleId], ...managersOnly("ERC721InvalidApprover") },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "transferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...token },
    "safeTransferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...token },
    "safeTransferFrom(address,address,uint256,bytes)": { args: [creator, stranger, capsuleId, "0x"], ...token },
  };
}

export function accessRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
  const stranger = parties.stranger.account.address;
  const { capsuleId } = scene;
  const terms =
    "(address,uint32,uint32,uint32,uint24,uint16,uint16,uint16,uint16,uint32,uint8,uint8,bool,bool,bytes32)";
  return {
    ...baseRows(implementations.accessToken, [zeroAddress], "initialize(address)"),
    ...pauseRows,
    [`createOffer(uint256,uint128,${terms})`]: {
      args: [capsuleId, 1n, TERMS],
      ...managersOnly("AccessToken_NotAuthorized"),
    },
    "setOffer(uint256,uint128,bool)": {
      args: [scene.plain.offerId, 1n, false],
      ...managersOnly("AccessToken_NotAuthorized"),
    },
    "tip(uint256,address,uint256)": { args: [capsuleId, zeroAddress, 1n], value: 1n, ...forAll("ok") },
    "withdrawCredit(address,address)": { args: [scene.referrer, zeroAddress], ...forAll("ok") },
    "release(address,address,uint256)": { args: [zeroAddress, stranger, 1n], ...forAll("AccessToken_NotSplitter") },
    "setSales(uint256,bool,bool)": { args: [capsuleId, false, true], ...forAll("AccessToken_NotRegistry") },
    ...purchaseRows(stranger, scene),
    ...licenseRows(parties.creator.account.address, stranger, scene),
  };
}

function purchaseRows(stranger: Address, { plain }: EconomyScene): Matrix {
  const order = [plain.offerId, 1n, stranger, PRICE, zeroAddress] as const;
  const [offerId, quantity, recipient, maxTotal, referrer] = order;
  const struct = { offerId, quantity, recipient, maxTotal, referrer };
  const permit = { value: PRICE, deadline: LATER, v: 27, r: zeroHash, s: zeroHash };
  return {
    "purchase(uint256,uint256,address,uint256,uint256,address)": {
      args: [offerId, quantity, recipient, maxTotal, LATER, referrer],
      value: PRICE,
      ...forAll("ok"),
    },
    "purchaseBatch((uint256,uint256,address,uint256,address)[],uint256)": {
      args: [[struct, struct], LATER],
      value: 2n * PRICE,
      ...forAll("ok"),
    },
    "purchaseWithPermit((uint256,uint256,address,uint256,address),uint256,(uint256,uint256,uint8,bytes32,bytes32))": {
      args: [struct, LATER, permit],
      ...forAll("AccessToken_PermitForNative"),
    },
  };
}

function licenseRows(creator: Address, stranger: Address, { plain, timed }: EconomyScene): Matrix {
  const move = managersOnly("ERC1155MissingApprovalForAll");
  const { licenseId } = plain;
  return {
    "startTrial(uint256)": { args: [timed.offerId], ...forAll("ok") },
    "renew(uint256,uint256,uint256)": { args: [timed.licenseId, PRICE, LATER], value: PRICE, ...forAll("ok") },
    "setAutoRenewal(uint256,bool)": { args: [timed.licenseId, true], ...creatorOnly("AccessToken_NotHolder") },
    "autoRenew(uint256)": { args: [timed.licenseId], ...forAll("AccessToken_AutoRenewalOff") },
    "revoke(uint256,address)": {
      args: [timed.licenseId, creator],
      value: PRICE,
      ...managersOnly("AccessToken_NotAuthorized"),
    },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "safeTransferFrom(address,address,uint256,uint256,bytes)": {
      args: [creator, stranger, licenseId, 1n, "0x"],
      ...move,
    },
    "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)": {
      args: [creator, stranger, [licenseId], [1n], "0x"],
      ...move,
    },
  };
}

export function splitterRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const { capsuleId, childId } = scene;
  const move = managersOnly("ERC1155MissingApprovalForAll");
  const parent = { parentId: capsuleId, policy: 0, rateBps: 1, ancestors: [] };
  return {
    ...baseRows(implementations.royaltySplitter, [zeroAddress, stranger], "initialize(address,address)"),
    ...claimRows(creator, stranger, capsuleId),
    "collect(uint256,uint256,address)": { args: [childId, capsuleId, zeroAddress], ...forAll("ok") },
    "collectPath(uint256[],address)": { args: [[childId, capsuleId], zeroAddress], ...forAll("ok") },
    "collectMany((uint256,uint256)[],address)": {
      args: [[{ childId, ancestorId: capsuleId }], zeroAddress],
      ...forAll("ok"),
    },
    "link(uint256,uint16,(uint256,uint8,uint16,uint256[])[])": {
      args: [childId, 0, [parent]],
      ...forAll("RoyaltySplitter_NotRegistry"),
    },
    "freezeOwner(uint256)": { args: [capsuleId], ...forAll("RoyaltySplitter_NotDisputeCourt") },
    "unfreezeOwner(uint256,address)": { args: [capsuleId, stranger], ...forAll("RoyaltySplitter_NotDisputeCourt") },
    "escrow(uint256,uint256,uint256)": {
      args: [capsuleId, 1n, 1n],
      ...forAll("RoyaltySplitter_NotTrainingPool"),
    },
    "handOver(uint256,uint256,address,uint256)": {
      args: [capsuleId, scene.training.toClaim, stranger, 1n],
      ...forAll("RoyaltySplitter_NotTrainingPool"),
    },
    "acceptCurrency(uint256,address)": {
      args: [capsuleId, zeroAddress],
      ...managersOnly("RoyaltySplitter_NotAuthorized"),
    },
    "sweep(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "setTreasury(address)": { args: [stranger], ...restricted },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "safeTransferFrom(address,address,uint256,uint256,bytes)": {
      args: [creator, stranger, capsuleId, 1n, "0x"],
      ...move,
    },
    "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)": {
      args: [creator, stranger, [capsuleId], [1n], "0x"],
      ...move,
    },
  };
}

/** Anyone hands over what an inbox holds, to the till and nowhere else. */
export const inboxRows: Matrix = { "forward(address)": { args: [zeroAddress], ...forAll("ok") } };

/** Anyone may have the others paid what is theirs; only one's own money may go elsewhere. */
function claimRows(creator: Address, stranger: Address, capsuleId: bigint): Matrix {
  return {
    "claim(uint256,address,address)": { args: [capsuleId, zeroAddress, creator], ...forAll("ok") },
    "claimTo(uint256,address,address)": {
      args: [capsuleId, zeroAddress, stranger],
      ...creatorOnly("RoyaltySplitter_NothingToClaim"),
    },
    "claimOwner(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "claimOwnerTo(uint256,address,address)": {
      args: [capsuleId, zeroAddress, stranger],
      ...creatorOnly("RoyaltySplitter_NotOwner"),
    },
    "distribute(uint256,address,address[])": { args: [capsuleId, zeroAddress, [creator]], ...forAll("ok") },
    "collectFee(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
  };
}

export function keeperRows({ implementations, parties }: Protocol, { rotation }: KeeperScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  return {
    ...baseRows(
      implementations.keeperRegistry,
      [zeroAddress, 1, MANIFEST, []],
      "initialize(address,uint16,bytes32,(address,bytes32,bytes32,string)[])",
    ),
    "setUrl(string)": { args: ["https://keeper.example"], ...forAll("KeeperRegistry_NotKeeper", { keeper: "ok" }) },
    "rotate(uint16,(address,bytes32,bytes32,string)[],bytes[])": { args: rotation, ...restricted },
    "postBond(address)": { args: [stranger], value: 1n, ...forAll("ok") },
    "withdrawBond(address)": { args: [creator], ...forAll("KeeperBonds_NoBond") },
    "slashBond(address,uint256,address,bytes32)": { args: [stranger, 0n, creator, MANIFEST], ...restricted },
    "setMinimumBond(uint256)": { args: [1n], ...restricted },
    "authorizeSession(address,uint64)": { args: [stranger, 0n], ...forAll("Sessions_InvalidSession") },
    "authorizeSessionFor(address,address,uint64,uint256,bytes)": {
      args: [creator, stranger, 1n, LATER, "0x"],
      ...forAll("Sessions_InvalidSignature"),
    },
    "revokeSession(address)": { args: [stranger], ...forAll("ok") },
  };
}

export function meterRows({ implementations }: Protocol, { settlement, report }: KeeperScene): Matrix {
  return {
    ...baseRows(implementations.usageMeter, [zeroAddress], "initialize(address)"),
    "settle(uint256,(uint256,uint32)[],bytes[])": { args: settlement, ...forAll("ok") },
    "reportReleases(uint256,uint32,(uint256,uint32)[],bytes[])": { args: report, ...forAll("ok") },
  };
}

export function oracleRows({ implementations }: Protocol): Matrix {
  const none = { aggregator: zeroAddress, maxAge: 0, minimum: 0n, maximum: 0n };
  return {
    ...baseRows(implementations.priceOracle, [zeroAddress, zeroAddress], "initialize(address,address)"),
    "setFeed(address,(address,uint32,uint128,uint128))": { args: [zeroAddress, none], ...restricted },
    "setSequencerFeed(address)": { args: [zeroAddress], ...restricted },
  };
}

export function marketRows({ implementations, parties }: Protocol, scene: MarketScene): Matrix {
  const stranger = parties.stranger.account.address;
  const { order, fill, bid, bidId } = scene;
  const orderType = "(address,uint8,uint256,uint256,address,uint256,uint64,uint64,uint256,uint256,uint256,address)";
  const fillType = `(${orderType},bytes,uint256,address,uint256)`;
  const bidderOnly = forAll("Market_NotBidder", { stranger: "ok" });
  return {
    ...baseRows(implementations.market, [zeroAddress], "initialize(address)"),
    ...pauseRows,
    [`fill(${fillType},uint256)`]: { args: [fill, LATER], value: PRICE, ...forAll("ok") },
    [`fillBatch(${fillType}[],uint256,bool)`]: { args: [[fill], LATER, false], value: PRICE, ...forAll("ok") },
    [`cancel(${orderType})`]: { args: [order], ...creatorOnly("Market_NotSeller") },
    "cancelAll()": { args: [], ...forAll("ok") },
    "placeBid(uint8,uint256,uint256,address,uint256,uint64)": { args: bid, value: PRICE, ...forAll("ok") },
    "acceptBid(uint256,uint256,uint256)": {
      args: [bidId, 1n, 0n],
      ...forAll("Market_NotEnoughUnits", { creator: "ok", licensee: "ok" }),
    },
    "cancelBid(uint256)": { args: [bidId], ...bidderOnly },
    "cancelBidTo(uint256,address)": { args: [bidId, stranger], ...bidderOnly },
  };
}
