// What the subgraph says at a block, next to what the contracts say at that block.
import assert from "node:assert/strict";
import type { Stack } from "@capsule-protocol/deploy/devnet/stack.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { claimableNow, collectableNow } from "@capsule-protocol/sdk/indexer/figures.ts";
import { type Address, type Hex, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import type { Answer } from "./indexedChain.ts";
import type { Play } from "./play.ts";

const STATE = `query ($block: Int!) {
  capsules(first: 1000, block: { number: $block }) { id tokenId owner { id } version encrypted isSealed salesOpen suspended ownerFrozen feeBps
    royaltyBps ownerUnits absoluteBps relativeBps currentVersion { manifestDigest }
    incomes { currency direct fee feeCollectable pulledRelative net ownerClaimable contested ledgers { account { id } checkpoint accrued } }
    holdings { account { id } units }
    debts { ancestor { id tokenId } absoluteBps relativeBps payments { currency absolute relative } } }
  offers(first: 1000, block: { number: $block }) { offerId capsule { tokenId } price active currency duration rights sold }
  licenses(first: 1000, block: { number: $block }) { licenseId serial expiresAt runs revoked capsule { tokenId }
    holdings { account { id } balance } }
  credits(first: 1000, block: { number: $block }) { account { id } currency amount } }`;

type Reader = { read: (contract: Contract, functionName: string, args: readonly unknown[]) => Promise<Answer> };
type Contract = "registry" | "accessToken" | "royaltySplitter";
const ABIS = { registry: capsuleRegistryAbi, accessToken: accessTokenAbi, royaltySplitter: royaltySplitterAbi };

/** @returns how many figures were compared. */
export async function compareWithChain(stack: Stack, play: Play, block: bigint): Promise<{ compared: number }> {
  const state = await stateAt(stack, block);
  let compared = 0;
  const read: Reader["read"] = (contract, functionName, args) => {
    compared += 1;
    const address = stack.deployment[contract];
    return readContract(play.client, { address, abi: ABIS[contract], functionName, args, blockNumber: block } as never);
  };
  const chain = { read };
  for (const capsule of state.capsules) {
    await compareCapsule(chain, capsule);
    for (const currency of [zeroAddress, play.token]) await compareIncome(chain, play, capsule, currency);
    for (const debt of capsule.debts) await compareDebt(chain, play, capsule, debt);
  }
  for (const offer of state.offers) await compareOffer(chain, offer);
  for (const license of state.licenses) await compareLicense(chain, play, license);
  await compareCredits(chain, play, state.credits);
  return { compared };
}

async function stateAt({ indexer }: Stack, block: bigint): Promise<Answer> {
  const body = JSON.stringify({ query: STATE, variables: { block: Number(block) } });
  const headers = { "content-type": "application/json" };
  const response = await fetch(String(indexer?.url), { method: "POST", headers, body });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

async function compareCapsule({ read }: Reader, capsule: Answer): Promise<void> {
  const found = await read("registry", "capsuleOf", [BigInt(capsule.tokenId)]);
  const said = {
    ...{ owner: capsule.owner.id, version: BigInt(capsule.version), encrypted: capsule.encrypted },
    ...{ manifestDigest: capsule.currentVersion.manifestDigest, isSealed: capsule.isSealed },
    suspended: capsule.suspended,
    ...{ feeBps: capsule.feeBps, royaltyBps: capsule.royaltyBps },
  };
  const { owner, version, encrypted, manifestDigest, isSealed, suspended, feeBps, royaltyBps } = found;
  const state = { version, encrypted, manifestDigest, isSealed, suspended, feeBps, royaltyBps };
  const is = { owner: owner.toLowerCase(), ...state };
  assert.deepEqual(said, is);
  assert.equal(capsule.salesOpen, await read("accessToken", "salesOpen", [BigInt(capsule.tokenId)]));
  assert.equal(capsule.ownerFrozen, await read("royaltySplitter", "isOwnerFrozen", [BigInt(capsule.tokenId)]));
  const allocated = await read("royaltySplitter", "allocatedUnits", [BigInt(capsule.tokenId)]);
  assert.equal(BigInt(capsule.ownerUnits), 1_000_000n - allocated);
}

const NOTHING = {
  direct: "0",
  fee: "0",
  feeCollectable: "0",
  pulledRelative: "0",
  net: "0",
  ownerClaimable: "0",
  contested: "0",
  ledgers: [],
};

function incomeOf(capsule: Answer, currency: Address): Answer {
  return capsule.incomes.find((income: Answer) => income.currency === currency.toLowerCase()) ?? NOTHING;
}

async function compareIncome({ read }: Reader, play: Play, capsule: Answer, currency: Address): Promise<void> {
  const id = BigInt(capsule.tokenId);
  const income = incomeOf(capsule, currency);
  const where = `${capsule.id} in ${currency}`;
  assert.equal(BigInt(income.direct), await read("accessToken", "incomeOf", [id, currency]), where);
  const views = {
    ...{ net: "netIncome", ownerClaimable: "claimableOwner", feeCollectable: "collectableFee" },
    contested: "contestedIncome",
  } as const;
  for (const [field, view] of Object.entries(views)) {
    assert.equal(BigInt(income[field]), await read("royaltySplitter", view, [id, currency]), `${view} of ${where}`);
  }
  for (const account of play.accounts) {
    const same = ({ account: { id: other } }: Answer) => other === account.toLowerCase();
    const ledger = income.ledgers.find(same) ?? { checkpoint: "0", accrued: "0" };
    const { units } = capsule.holdings.find(same) ?? { units: 0 };
    const figures = { checkpoint: BigInt(ledger.checkpoint), accrued: BigInt(ledger.accrued) };
    const claimable = claimableNow(figures, { net: BigInt(income.net), units });
    const view = await read("royaltySplitter", "claimable", [id, currency, account]);
    assert.equal(claimable, view, `claimable of ${account}, ${where}`);
  }
}

async function compareDebt({ read }: Reader, play: Play, capsule: Answer, debt: Answer): Promise<void> {
  const ids = [BigInt(capsule.tokenId), BigInt(debt.ancestor.tokenId)] as const;
  const rates = await read("royaltySplitter", "debtOf", ids);
  assert.deepEqual([debt.absoluteBps, debt.relativeBps], rates);
  for (const currency of [zeroAddress, play.token]) {
    const paid = debt.payments.find((payment: Answer) => payment.currency === currency.toLowerCase());
    const collected = { absolute: BigInt(paid?.absolute ?? 0), relative: BigInt(paid?.relative ?? 0) };
    const { direct, fee, pulledRelative } = incomeOf(capsule, currency);
    const income = { direct: BigInt(direct), fee: BigInt(fee), pulledRelative: BigInt(pulledRelative) };
    const { absoluteBps, relativeBps } = debt;
    const due = collectableNow({ absoluteBps, relativeBps, collected }, income);
    assert.equal(due, await read("royaltySplitter", "collectable", [...ids, currency]));
  }
}

async function compareOffer({ read }: Reader, offer: Answer): Promise<void> {
  const found = await read("accessToken", "offerOf", [BigInt(offer.offerId)]);
  const said = [offer.capsule.tokenId, offer.price, offer.active, offer.currency, offer.duration, offer.rights];
  const { capsuleId, price, active, terms } = found;
  const { currency, duration, rights } = terms;
  assert.deepEqual(said, [String(capsuleId), String(price), active, currency.toLowerCase(), String(duration), rights]);
}

async function compareLicense({ read }: Reader, play: Play, license: Answer): Promise<void> {
  const id = BigInt(license.licenseId);
  for (const account of play.accounts) {
    const held = license.holdings.find((holding: Answer) => holding.account.id === account.toLowerCase());
    assert.equal(BigInt(held?.balance ?? 0), await read("accessToken", "balanceOf", [account, id]), license.licenseId);
  }
  if (license.revoked) return;
  const [capsuleId, , expiresAt] = await read("accessToken", "licenseStatus", [id, play.accounts[0] as Hex]);
  assert.equal(license.capsule.tokenId, String(capsuleId));
  assert.equal(license.expiresAt, expiresAt === 2n ** 64n - 1n ? null : String(expiresAt), license.licenseId);
}

async function compareCredits({ read }: Reader, play: Play, credits: readonly Answer[]): Promise<void> {
  for (const account of play.accounts) {
    for (const currency of [zeroAddress, play.token]) {
      const credit = credits.find(
        (one) => one.account.id === account.toLowerCase() && one.currency === currency.toLowerCase(),
      );
      const view = await read("accessToken", "creditOf", [account, currency]);
      assert.equal(BigInt(credit?.amount ?? 0), view, `credit of ${account}`);
    }
  }
}
