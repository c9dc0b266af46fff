import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

export const QUERY = `query ($block: Int!) {
  protocol(id: "0x01", block: { number: $block }) { capsuleCount derivativeCount }
  capsules(first: 1000, block: { number: $block }) { tokenId owner { id } creator { id } salt version encrypted isSealed salesOpen
    suspended ownerFrozen feeBps royaltyBps ownerUnits usageGeneration inbox currentVersion { manifestDigest }
    parents { id } acceptedCurrencies { currency }
    versions(orderBy: number) { number manifestDigest }
    usageAuthorizations { user { id } generation revoked }
    transfers(orderBy: sequence) { from { id } to { id } } } }`;

export async function compare({ protocol, capsules }: Answer, chain: Chain): Promise<void> {
  const registered = await chain.events("registry", "CapsuleRegistered");
  same(capsules.length, registered.length, "number of capsules");
  same(protocol.capsuleCount, registered.length, "count of capsules");
  same(protocol.derivativeCount, capsules.filter(({ parents }: Answer) => parents.length > 0).length, "derivatives");
  await compareEach(capsules, async (capsule) => {
    await compareState(chain, capsule);
    await compareLists(chain, capsule);
  });
}

async function compareState({ read }: Chain, capsule: Answer): Promise<void> {
  const { tokenId, owner, creator, salt, currentVersion, version, encrypted, isSealed, suspended, feeBps, royaltyBps } =
    capsule;
  const [is, salesOpen, ownerFrozen, allocated, inbox, made] = await Promise.all([
    read("registry", "capsuleOf", [tokenId]),
    read("accessToken", "salesOpen", [tokenId]),
    read("royaltySplitter", "isOwnerFrozen", [tokenId]),
    read("royaltySplitter", "allocatedUnits", [tokenId]),
    read("royaltySplitter", "inboxOf", [tokenId]),
    read("registry", "capsuleIdOf", [creator.id, salt]),
  ]);
  const state = { version, encrypted, isSealed, suspended, feeBps, royaltyBps };
  const picked = Object.fromEntries(Object.keys(state).map((name) => [name, is[name]]));
  same(state, picked, `state of ${tokenId}`);
  same(
    [owner.id, tokenId, currentVersion.manifestDigest, capsule.salesOpen, capsule.ownerFrozen, capsule.ownerUnits],
    [is.owner, made, is.manifestDigest, salesOpen, ownerFrozen, 1_000_000n - allocated],
    `owner, sales and units of ${tokenId}`,
  );
  if (capsule.inbox !== null) same(capsule.inbox, inbox, `inbox of ${tokenId}`);
}

async function compareLists({ read }: Chain, capsule: Answer): Promise<void> {
  const { tokenId, versions, acceptedCurrencies, usageAuthorizations, usageGeneration } = capsule;
  const [users, accepted, digests] = await Promise.all([
    read("registry", "authorizedUsersOf", [tokenId]),
    read("royaltySplitter", "currenciesOf", [tokenId]),
    Promise.all(versions.map(({ number }: Answer) => read("registry", "versionDigest", [tokenId, number]))),
  ]);
  const counting = usageAuthorizations.filter(
    ({ generation, revoked }: Answer) => generation === usageGeneration && !revoked,
  );
  same(counting.map(({ user }: Answer) => user.id).sort(), users.map(lower).sort(), `users of ${tokenId}`);
  same(
    acceptedCurrencies.map(({ currency }: Answer) => currency).sort(),
    accepted.map(lower).sort(),
    `currencies of ${tokenId}`,
  );
  same(
    versions.map(({ number, manifestDigest }: Answer) => [number, manifestDigest]),
    digests.map((digest, index) => [index + 1, digest]),
    `versions of ${tokenId}`,
  );
}

const lower = (address: string): string => address.toLowerCase();
