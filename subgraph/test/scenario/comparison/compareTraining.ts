import type { Answer } from "../../support/indexedChain.ts";
import { compareBonds } from "./bonds.ts";
import { type Chain, compareEach, same } from "./chain.ts";

/** By the contract's numbers; a round that somebody contributed to is still open to others. */
const STATES = ["NONE", "OPEN", "OPEN", "RECORDED", "CHALLENGED", "FINALIZED", "FAILED", "EXPIRED", "CANCELED"];
const TERMS = [
  ...["baseVersion", "units", "commitDeadline", "revealDeadline", "evaluationDeadline", "challengeWindow", "quorum"],
  ...["contributorBond", "challengeBond"],
];
const RUNNING = ["OPEN", "RECORDED", "CHALLENGED"];
const NO_DIGEST = `0x${"0".repeat(64)}`;

export const QUERY = `query ($block: Int!) {
  rounds(first: 1000, orderBy: number, block: { number: $block }) { number state capsule { tokenId } root challengeDeadline
    contributionCount evaluators ${TERMS.join(" ")}
    contributions { contributor { id } commitment updateDigest bondRecipient }
    challenges(orderBy: timestamp) { challenger { id } state bondTo }
    allocations { index account { id } units } }
  capsules(first: 1000, block: { number: $block }) { tokenId }
  bondCredits(first: 1000, block: { number: $block }) { contract { name } account { id } amount } }`;

export async function compare({ rounds, capsules, bondCredits }: Answer, chain: Chain): Promise<void> {
  same(rounds.length, await chain.read("trainingPool", "roundCount"), "number of rounds");
  await compareEach(rounds, async (round) => {
    await compareRound(chain, round);
    await compareContributions(chain, round);
  });
  await compareEach(capsules, async ({ tokenId }: Answer) => {
    const running = rounds.filter(
      ({ capsule, state }: Answer) => capsule.tokenId === tokenId && RUNNING.includes(state),
    );
    const promised = running.reduce((sum: number, { units }: Answer) => sum + units, 0);
    same(promised, await chain.read("trainingPool", "promisedUnits", [tokenId]), `promised of ${tokenId}`);
  });
  await compareAllocations(chain, rounds);
  await compareBonds(chain, bondCredits, "trainingPool", "TrainingPool");
}

async function compareRound({ read }: Chain, round: Answer): Promise<void> {
  const { number, state, capsule, root, challengeDeadline, evaluators, challenges } = round;
  const is = await read("trainingPool", "roundOf", [number]);
  same(
    [state, capsule.tokenId, root ?? NO_DIGEST, challengeDeadline ?? 0],
    [STATES[is.state], is.capsuleId, is.root, is.challengeDeadline],
    `round ${number}`,
  );
  for (const term of TERMS) same(round[term], is[term], `${term} of round ${number}`);
  await compareEach(evaluators, async (evaluator) =>
    same(true, await read("trainingPool", "isEvaluator", [number, evaluator]), `evaluators of round ${number}`),
  );
  const latest = challenges.at(-1);
  if (latest !== undefined) same(latest.challenger.id, is.challenger, `challenger of round ${number}`);
  same(latest?.state === "PENDING", STATES[is.state] === "CHALLENGED", `pending challenge of round ${number}`);
}

async function compareContributions({ read, accounts }: Chain, round: Answer): Promise<void> {
  const { number, contributions, contributionCount } = round;
  same(contributionCount, contributions.length, `contributions to round ${number}`);
  await compareEach(accounts, async (account) => {
    const said = contributions.find(({ contributor }: Answer) => contributor.id === account);
    const { commitment, revealed, bondWithdrawn } = await read("trainingPool", "contributionOf", [number, account]);
    same(
      [said?.commitment ?? NO_DIGEST, (said?.updateDigest ?? null) !== null, (said?.bondRecipient ?? null) !== null],
      [commitment, revealed, bondWithdrawn],
      `contribution of ${account} to round ${number}`,
    );
  });
}

/** Each claim that the contract told of is there, and it says that the place in the tree was claimed. */
async function compareAllocations({ read, events }: Chain, rounds: readonly Answer[]): Promise<void> {
  const said = rounds.flatMap(({ number, allocations }) =>
    allocations.map(({ index, account, units }: Answer) => [number, index, account.id, units]),
  );
  const claims = await events("trainingPool", "SharesClaimed");
  const is = claims.map(({ roundId, index, account, units }) => [roundId, index, account, units]);
  same(said.map(asText).sort(), is.map(asText).sort(), "claimed units");
  await compareEach(said, async ([number, index]) =>
    same(true, await read("trainingPool", "isClaimed", [number, index]), `claim ${index} of round ${number}`),
  );
}

const asText = (row: readonly Answer[]): string => row.join().toLowerCase();
