import { MANIFEST, PRICE, type Protocol } from "./protocol.ts";
import { commit, openRound, passHours, type RoundTimes, record, resultOf, roundTerms, UPDATE } from "./rounds.ts";

/** Rounds of one capsule, each at the stage that its name waits for; whoever takes units is `contributor`. */
export type TrainingScene = {
  /** Terms of a round to open. */
  toOpen: ReturnType<typeof roundTerms>;
  toCommit: bigint;
  toReveal: bigint;
  toExpire: bigint;
  toRecord: Awaited<ReturnType<typeof resultOf>>;
  toChallenge: bigint;
  toResolve: bigint;
  toFinalize: bigint;
  toClaim: bigint;
};

const LATE: RoundTimes = { commit: 1_000, reveal: 1_001 };
const SOON: RoundTimes = { commit: 1, reveal: 2 };

/** Takes three hours. */
export async function setTrainingScene(protocol: Protocol, capsuleId: bigint): Promise<TrainingScene> {
  const { trainingPool, parties } = protocol;
  const open = (times: RoundTimes) => openRound(protocol, capsuleId, times);
  const toCommit = await open(LATE);
  const [toReveal, toExpire] = [await open({ commit: 1, reveal: 1_000 }), await open(SOON)];
  const [record1, toFinalize] = [await open(SOON), await open(SOON)];
  const toClaim = await open({ ...SOON, bond: PRICE });
  const [toChallenge, toResolve] = [await open({ ...SOON, window: 100 }), await open({ ...SOON, window: 100 })];
  for (const id of [toReveal, record1, toFinalize, toClaim, toChallenge, toResolve]) await commit(protocol, id);
  await passHours(protocol, 1);
  const { account } = parties.contributor;
  await trainingPool.write.reveal([toClaim, UPDATE.updateDigest, UPDATE.salt], { account });
  await passHours(protocol, 1);
  for (const id of [toFinalize, toClaim, toChallenge, toResolve]) await record(protocol, id, account.address);
  await challengeBoth(protocol, toFinalize, toResolve);
  await passHours(protocol, 1);
  await trainingPool.write.finalize([toClaim]);
  const toRecord = await resultOf(protocol, record1, account.address);
  return {
    toOpen: await termsOfTheHour(protocol, capsuleId),
    toCommit,
    toReveal,
    toExpire,
    toRecord,
    toChallenge,
    toResolve,
    toFinalize,
    toClaim,
  };
}

async function termsOfTheHour(protocol: Protocol, capsuleId: bigint): Promise<TrainingScene["toOpen"]> {
  const { timestamp } = await protocol.publicClient.getBlock();
  return roundTerms(protocol, capsuleId, { ...LATE, units: 1, inHours: (hours) => Number(timestamp) + hours * 3_600 });
}

/** One challenge is rejected, which leaves the capsule's owner a credit; the other waits. */
async function challengeBoth({ trainingPool, parties }: Protocol, rejected: bigint, pending: bigint): Promise<void> {
  const challenger = { account: parties.stranger.account, value: PRICE };
  await trainingPool.write.challenge([rejected, MANIFEST], challenger);
  await trainingPool.write.resolveChallenge([rejected, false], { account: parties.admin.account });
  await trainingPool.write.challenge([pending, MANIFEST], challenger);
}
