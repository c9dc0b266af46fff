import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

/** By the governor's numbers: pending, active, canceled, defeated, succeeded, queued, expired, executed. */
const STATES = ["CREATED", "CREATED", "CANCELED", "CREATED", "CREATED", "QUEUED", "", "EXECUTED"];
const EXPIRED = 6;
const SUPPORTS = ["AGAINST", "FOR", "ABSTAIN"];
const NOBODY = `0x${"0".repeat(40)}`;

export const QUERY = `query ($block: Int!) {
  proposals(first: 1000, orderBy: sequence, block: { number: $block }) { number proposer { id } targets values calldatas state
    voteStart voteEnd forVotes againstVotes abstainVotes executableAt endedAt
    votes(first: 1000, orderBy: sequence) { voter { id } support weight reason params } }
  voters(first: 1000, block: { number: $block }) { id balance votes voteCount delegate { id } }
  delegateChanges(first: 1000, orderBy: sequence, block: { number: $block }) { delegator { id } fromDelegate { id }
    toDelegate { id } } }`;

export async function compare({ proposals, voters, delegateChanges }: Answer, chain: Chain): Promise<void> {
  same(proposals.length, await chain.read("governor", "proposalCount"), "number of proposals");
  await compareEach(proposals, async (proposal) => {
    await compareProposal(chain, proposal);
    await compareTally(chain, proposal);
  });
  await compareVoters(chain, voters, proposals);
  await compareDelegations(chain, delegateChanges);
  await compareVotes(chain, proposals);
}

async function compareProposal({ read }: Chain, proposal: Answer): Promise<void> {
  const { number, proposer, targets, values, calldatas, voteStart, voteEnd, executableAt, state, endedAt } = proposal;
  const [is, by, start, end, eta, details] = await Promise.all([
    read("governor", "state", [number]),
    read("governor", "proposalProposer", [number]),
    read("governor", "proposalSnapshot", [number]),
    read("governor", "proposalDeadline", [number]),
    read("governor", "proposalEta", [number]),
    read("governor", "proposalDetails", [number]),
  ]);
  if (is !== EXPIRED) same(state, STATES[is], `state of ${number}`);
  same(
    [proposer.id, voteStart, voteEnd, executableAt ?? 0, endedAt !== null],
    [by, start, end, eta, ["CANCELED", "EXECUTED"].includes(state)],
    `times of ${number}`,
  );
  same([targets, values, calldatas], details.slice(0, 3), `calls of ${number}`);
}

async function compareTally({ read, accounts }: Chain, proposal: Answer): Promise<void> {
  const { number, againstVotes, forVotes, abstainVotes, votes } = proposal;
  same([againstVotes, forVotes, abstainVotes], await read("governor", "proposalVotes", [number]), `votes on ${number}`);
  await compareEach(accounts, async (account) => {
    const said = votes.some(({ voter }: Answer) => voter.id === account);
    same(said, await read("governor", "hasVoted", [number, account]), `whether ${account} voted on ${number}`);
  });
}

/** Of accounts that never had a token there is nothing to say. */
async function compareVoters({ read, accounts }: Chain, voters: readonly Answer[], proposals: Answer): Promise<void> {
  const cast = proposals.flatMap(({ votes }: Answer) => votes.map(({ voter }: Answer) => voter.id));
  await compareEach(accounts, async (account) => {
    const said = voters.find(({ id }) => id === account) ?? { balance: 0, votes: 0, delegate: null, voteCount: 0 };
    const [balance, votes, delegate] = await Promise.all([
      read("capsuleToken", "balanceOf", [account]),
      read("capsuleToken", "getVotes", [account]),
      read("capsuleToken", "delegates", [account]),
    ]);
    const count = cast.filter((id: string) => id === account).length;
    same(
      [said.balance, said.votes, said.delegate?.id ?? NOBODY, said.voteCount],
      [balance, votes, delegate, count],
      `votes of ${account}`,
    );
  });
}

async function compareDelegations({ events }: Chain, changes: readonly Answer[]): Promise<void> {
  const told = await events("capsuleToken", "DelegateChanged");
  same(
    changes.map(({ delegator, fromDelegate, toDelegate }) => [delegator.id, fromDelegate?.id, toDelegate?.id]),
    told.map(({ delegator, fromDelegate, toDelegate }) => [
      ...[delegator, fromDelegate === NOBODY ? undefined : fromDelegate],
      toDelegate === NOBODY ? undefined : toDelegate,
    ]),
    "delegations",
  );
}

/** Every vote with its words, those with parameters among them. */
async function compareVotes({ events }: Chain, proposals: readonly Answer[]): Promise<void> {
  const told = (await Promise.all(["VoteCast", "VoteCastWithParams"].map((name) => events("governor", name)))).flat();
  const rows = proposals.flatMap(({ number, votes }) =>
    votes.map((vote: Answer) => [number, vote.voter.id, vote.support, vote.weight, vote.reason, vote.params ?? "0x"]),
  );
  const is = told.map((one) => [
    ...[one.proposalId, one.voter, SUPPORTS[one.support], one.weight, one.reason, one.params ?? "0x"],
  ]);
  same(rows.map(asText).sort(), is.map(asText).sort(), "votes");
}

const asText = (row: readonly Answer[]): string => row.join().toLowerCase();
