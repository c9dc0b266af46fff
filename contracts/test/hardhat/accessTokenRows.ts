import { type Address, zeroAddress, zeroHash } from "viem";
import { baseRows, creatorOnly, forAll, LATER, type Matrix, managersOnly, pauseRows } from "./accessOutcomes.ts";
import type { EconomyScene } from "./economyScene.ts";
import { PRICE, type Protocol, TERMS } from "./protocol.ts";

export function accessTokenRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
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
