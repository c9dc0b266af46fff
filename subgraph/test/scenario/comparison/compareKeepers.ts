import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

export const QUERY = `query ($block: Int!) {
  protocol(id: "0x01", block: { number: $block }) { currentEpoch minimumBond }
  keeperEpoches(first: 1000, orderBy: number, block: { number: $block }) { number threshold groupKey openedAt
    keepers(orderBy: index) { operator { id } index transportKey verificationShare url sealCount } }
  keeperBonds(first: 1000, block: { number: $block }) { operator { id } bond slashed changes(orderBy: sequence) { bondAfter } }
  sessions(first: 1000, block: { number: $block }) { account { id } device expiresAt revoked } }`;

export async function compare({ protocol, keeperEpoches, keeperBonds, sessions }: Answer, chain: Chain): Promise<void> {
  const { read } = chain;
  const [epoch, minimum] = await Promise.all([
    read("keeperRegistry", "currentEpoch"),
    read("keeperRegistry", "minimumBond"),
  ]);
  same([protocol.currentEpoch, protocol.minimumBond, keeperEpoches.length], [epoch, minimum, epoch], "epochs");
  await compareEach(keeperEpoches, (one) => compareEpoch(chain, one));
  await compareSeals(chain, keeperEpoches);
  await compareBonds(chain, keeperBonds);
  await compareEach(sessions, async ({ account, device, expiresAt }: Answer) =>
    same(expiresAt, await read("keeperRegistry", "sessionExpiry", [account.id, device]), `session of ${account.id}`),
  );
}

async function compareEpoch(
  { read }: Chain,
  { number, threshold, groupKey, openedAt, keepers }: Answer,
): Promise<void> {
  const [set, since] = await Promise.all([
    read("keeperRegistry", "keeperSet", [number]),
    read("keeperRegistry", "epochOpenedAt", [number]),
  ]);
  same([threshold, groupKey, openedAt], [set.threshold, set.groupKey, since], `epoch ${number}`);
  same(
    keepers.map(({ operator, index, sealCount: _, ...keys }: Answer) => ({ operator: operator.id, index, ...keys })),
    set.keepers.map((keeper: Answer, place: number) => ({ ...keeper, index: place + 1 })),
    `keepers of epoch ${number}`,
  );
}

async function compareSeals({ events }: Chain, epochs: readonly Answer[]): Promise<void> {
  const seals = await events("registry", "CapsuleSealed");
  for (const { number, keepers } of epochs) {
    for (const { operator, sealCount } of keepers) {
      const signed = seals.filter(
        (seal) =>
          String(seal.epoch) === number && seal.keepers.some((one: string) => one.toLowerCase() === operator.id),
      );
      same(sealCount, signed.length, `seals of ${operator.id} in epoch ${number}`);
    }
  }
}

async function compareBonds({ read, accounts, events }: Chain, bonds: readonly Answer[]): Promise<void> {
  const slashes = await events("keeperRegistry", "BondSlashed");
  await compareEach(accounts, async (account) => {
    const said = bonds.find(({ operator }) => operator.id === account);
    const bond = await read("keeperRegistry", "bondOf", [account]);
    const taken = slashes.filter(({ operator }) => operator.toLowerCase() === account);
    const slashed = taken.reduce((sum, { amount }) => sum + amount, 0n);
    same([said?.bond ?? 0, said?.slashed ?? 0], [bond, slashed], `bond of ${account}`);
    if (said !== undefined) same(said.changes.at(-1).bondAfter, bond, `last change of the bond of ${account}`);
  });
}
