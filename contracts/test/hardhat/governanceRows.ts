import { keccak256, toHex, zeroAddress, zeroHash } from "viem";
import { baseRows, forAll, LATER, type Matrix } from "./accessOutcomes.ts";
import type { Protocol } from "./protocol.ts";

const DESCRIPTION = "A call of nothing";

/** A proposal that waits for its vote: a call of a stranger, without data. */
export async function setProposal({ capsuleToken, governor, parties }: Protocol): Promise<bigint> {
  const { account } = parties.holder;
  await capsuleToken.write.delegate([account.address], { account });
  const calls = [[parties.stranger.account.address], [0n], ["0x" as const]] as const;
  await governor.write.propose([...calls, DESCRIPTION], { account });
  return governor.read.hashProposal([...calls, keccak256(toHex(DESCRIPTION))]);
}

export function tokenRows({ implementations, parties }: Protocol): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  return {
    ...baseRows(implementations.capsuleToken, [zeroAddress, stranger, 1n], "initialize(address,address,uint256)"),
    "approve(address,uint256)": { args: [stranger, 1n], ...forAll("ok") },
    "transfer(address,uint256)": { args: [stranger, 1n], ...forAll("ERC20InsufficientBalance") },
    "transferFrom(address,address,uint256)": {
      args: [parties.holder.account.address, stranger, 1n],
      ...forAll("ERC20InsufficientAllowance"),
    },
    "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)": {
      args: [creator, stranger, 1n, LATER, 27, zeroHash, zeroHash],
      ...forAll("ECDSAInvalidSignature"),
    },
    "delegate(address)": { args: [stranger], ...forAll("ok") },
    "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)": {
      args: [stranger, 0n, LATER, 27, zeroHash, zeroHash],
      ...forAll("ECDSAInvalidSignature"),
    },
    "delegateFor(address,address,uint256,bytes)": {
      args: [creator, stranger, LATER, "0x"],
      ...forAll("CapsuleToken_InvalidSignature"),
    },
  };
}

/** @param proposalId of {@link setProposal}; the guardian cancels proposals, and nothing else. */
export function governorRows(protocol: Protocol, proposalId: bigint): Matrix {
  const { implementations, parties } = protocol;
  const stranger = parties.stranger.account.address;
  const calls = [[stranger], [0n], ["0x"]];
  const hashed = [...calls, keccak256(toHex(DESCRIPTION))];
  const early = forAll("GovernorUnexpectedProposalState");
  const guardian = forAll("GovernorUnableToCancel", { guardian: "ok" });
  const settings = [zeroAddress, 1, 1, 1, 1n, 1n] as const;
  const [proposalGuardian, votingDelay, votingPeriod, lateQuorumExtension, proposalThreshold, quorumPercent] = settings;
  const initial = {
    proposalGuardian,
    votingDelay,
    votingPeriod,
    lateQuorumExtension,
    proposalThreshold,
    quorumPercent,
  };
  return {
    "initialize(address,address,(address,uint48,uint32,uint48,uint256,uint256))": {
      args: [stranger, stranger, initial],
      ...forAll("InvalidInitialization"),
    },
    "propose(address[],uint256[],bytes[],string)": {
      args: [...calls, "Another"],
      ...forAll("GovernorInsufficientProposerVotes"),
    },
    "queue(uint256)": { args: [proposalId], ...early },
    "queue(address[],uint256[],bytes[],bytes32)": { args: hashed, ...early },
    "execute(uint256)": { args: [proposalId], ...early },
    "execute(address[],uint256[],bytes[],bytes32)": { args: hashed, ...early },
    "cancel(uint256)": { args: [proposalId], ...guardian },
    "cancel(address[],uint256[],bytes[],bytes32)": { args: hashed, ...guardian },
    ...voteRows(stranger, proposalId),
    ...depositRows(stranger),
    ...votedRows(implementations.governor, stranger),
  };
}

/** Voting has not begun. */
function voteRows(stranger: string, proposalId: bigint): Matrix {
  const early = forAll("GovernorUnexpectedProposalState");
  const unsigned = forAll("GovernorInvalidSignature");
  return {
    "castVote(uint256,uint8)": { args: [proposalId, 1], ...early },
    "castVoteWithReason(uint256,uint8,string)": { args: [proposalId, 1, ""], ...early },
    "castVoteWithReasonAndParams(uint256,uint8,string,bytes)": { args: [proposalId, 1, "", "0x"], ...early },
    "castVoteBySig(uint256,uint8,address,bytes)": { args: [proposalId, 1, stranger, "0x"], ...unsigned },
    "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)": {
      args: [proposalId, 1, stranger, "", "0x", "0x"],
      ...unsigned,
    },
  };
}

/** The governor owns nothing. */
function depositRows(stranger: string): Matrix {
  const refused = forAll("GovernorDisabledDeposit");
  return {
    "onERC721Received(address,address,uint256,bytes)": { args: [stranger, stranger, 1n, "0x"], ...refused },
    "onERC1155Received(address,address,uint256,uint256,bytes)": {
      args: [stranger, stranger, 1n, 1n, "0x"],
      ...refused,
    },
    "onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)": {
      args: [stranger, stranger, [1n], [1n], "0x"],
      ...refused,
    },
  };
}

/** Only by its own vote: even the timelock gets nowhere with a call that no proposal announced. */
function votedRows(implementation: string, stranger: string): Matrix {
  const voted = forAll("GovernorOnlyExecutor", { admin: "Panic" });
  return {
    "setVotingDelay(uint48)": { args: [1], ...voted },
    "setVotingPeriod(uint32)": { args: [1], ...voted },
    "setProposalThreshold(uint256)": { args: [1n], ...voted },
    "setLateQuorumVoteExtension(uint48)": { args: [1], ...voted },
    "setProposalGuardian(address)": { args: [stranger], ...voted },
    "updateQuorumNumerator(uint256)": { args: [1n], ...voted },
    "updateTimelock(address)": { args: [stranger], ...voted },
    "relay(address,uint256,bytes)": { args: [stranger, 0n, "0x"], ...voted },
    "upgradeToAndCall(address,bytes)": { args: [implementation, "0x"], ...voted },
  };
}
