#!/usr/bin/env node
// Delegates, proposes and votes, by RPC alone: proposals are read from the chain's storage.
import { readFileSync } from "node:fs";
import { cancelProposal } from "@capsule-protocol/sdk/actions/governance/cancelProposal.ts";
import { castVote } from "@capsule-protocol/sdk/actions/governance/castVote.ts";
import { delegate } from "@capsule-protocol/sdk/actions/governance/delegate.ts";
import { executeProposal } from "@capsule-protocol/sdk/actions/governance/executeProposal.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { getProposalIds } from "@capsule-protocol/sdk/actions/governance/getProposalIds.ts";
import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { queueProposal } from "@capsule-protocol/sdk/actions/governance/queueProposal.ts";
import { Support } from "@capsule-protocol/sdk/actions/governance/votes.ts";
import { Command, Option } from "commander";
import { type Address, getAddress, isAddress } from "viem";
import { InvalidArgumentError } from "./errors.ts";
import { decimal, readJsonFile } from "./jsonFile.ts";
import { reported } from "./reported.ts";
import { callsSchema } from "./voting/calls.ts";
import {
  KEY_VARIABLE,
  openSession,
  requireReady,
  requireVotes,
  type Session,
  type SessionFlags,
} from "./voting/session.ts";
import { describeProposal, listProposals } from "./voting/words.ts";

type Flags = SessionFlags & { json?: boolean; dryRun?: boolean };
type Done = { words: string; json: object };

const program = new Command("gov").description("Votes on Capsule Protocol.");

/** A command on a deployment; `acts` when somebody has to sign. */
function command(name: string, description: string, acts: boolean): Command {
  const made = program
    .command(name)
    .description(description)
    .requiredOption("--rpc <url>", "JSON-RPC endpoint of the chain")
    .requiredOption("--record <file>", "the deployment's record: deploy/records/<chainId>.json")
    .option("--json", "print one JSON object");
  if (!acts) return made;
  return made
    .option("--key-file <file>", `file with the private key to act with; else the variable ${KEY_VARIABLE}`)
    .option("--dry-run", "try it on the chain as it is, and send nothing");
}

async function run(flags: Flags, acts: boolean, work: (session: Session) => Promise<Done>): Promise<void> {
  await reported(flags.json, async () => {
    const { words, json } = await work(await openSession(flags, acts));
    process.stdout.write(`${flags.json ? JSON.stringify(json, decimal) : words}\n`);
  });
}

function proposalIdOf(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("The proposal's id", text, "a decimal number");
  return BigInt(text);
}

function addressOf(text: string): Address {
  if (!isAddress(text)) throw new InvalidArgumentError("The account", text, "an address");
  return getAddress(text);
}

function limitOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("--limit", text, "from 1 to 9999");
  return Number(text);
}

function readDescription(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    throw new InvalidArgumentError("--description", path, "a file that can be read");
  }
}

type Sendable<parameters> = {
  simulate: (client: Session["client"], parameters: parameters & Pick<Session, "deployment">) => Promise<unknown>;
  sync: (
    client: Session["client"],
    parameters: parameters & Pick<Session, "deployment">,
  ) => Promise<{ receipt: { transactionHash: string; gasUsed: bigint } }>;
};

/** Sends what an action does, or only tries it. */
async function send<parameters>(
  { client, deployment }: Session,
  { dryRun }: Flags,
  action: Sendable<parameters>,
  parameters: parameters,
): Promise<Done> {
  const asked = { ...parameters, deployment };
  if (dryRun) {
    await action.simulate(client, asked);
    return { words: "It would go through. Nothing was sent.", json: { dryRun: true } };
  }
  const { receipt, ...event } = await action.sync(client, asked);
  const { transactionHash, gasUsed } = receipt;
  return { words: `✓ ${transactionHash}, ${gasUsed} gas`, json: { ...event, transaction: transactionHash, gasUsed } };
}

command("delegate", "let an account vote with one's tokens: oneself, or anybody else", true)
  .argument("<account>", "address")
  .action((account: string, flags: Flags) =>
    run(flags, true, async (session) => send(session, flags, delegate, { delegatee: addressOf(account) })),
  );

command("propose", "put calls to the vote", true)
  .requiredOption("--calls <file>", "JSON: a list of { to, data, value }")
  .requiredOption("--description <file>", "text for voters; the proposer's address is put at its end")
  .action((flags: Flags & { calls: string; description: string }) =>
    run(flags, true, async (session) => {
      const calls = readJsonFile(flags.calls, callsSchema);
      const description = `${readDescription(flags.description)}\n#proposer=${session.account?.address}`;
      const done = await send(session, flags, propose, { calls, description });
      const { proposalId } = done.json as { proposalId?: bigint };
      return { ...done, words: proposalId === undefined ? done.words : `${done.words}\nProposal ${proposalId}` };
    }),
  );

command("list", "the latest proposals, from the last on", false)
  .option("--limit <number>", "how many", "20")
  .action((flags: Flags & { limit: string }) =>
    run(flags, false, async ({ client, deployment }) => {
      const ids = await getProposalIds(client, { deployment, limit: limitOf(flags.limit) });
      const proposals = await Promise.all(ids.map((proposalId) => getProposal(client, { deployment, proposalId })));
      return { words: listProposals(proposals), json: { proposals } };
    }),
  );

command("show", "a proposal, with its calls in words", false)
  .argument("<id>")
  .action((id: string, flags: Flags) =>
    run(flags, false, async ({ client, deployment }) => {
      const proposal = await getProposal(client, { deployment, proposalId: proposalIdOf(id) });
      return { words: describeProposal(deployment, proposal), json: proposal };
    }),
  );

command("vote", "vote on a proposal", true)
  .argument("<id>")
  .addOption(new Option("--support <support>").choices(["for", "against", "abstain"]).makeOptionMandatory())
  .option("--reason <text>", "told with the vote", "")
  .action((id: string, flags: Flags & { support: "for" | "against" | "abstain"; reason: string }) =>
    run(flags, true, async (session) => {
      const proposalId = proposalIdOf(id);
      await requireVotes(session, proposalId);
      const support = { for: Support.FOR, against: Support.AGAINST, abstain: Support.ABSTAIN }[flags.support];
      return send(session, flags, castVote, { proposalId, support, reason: flags.reason });
    }),
  );

command("queue", "queue a proposal that succeeded", true)
  .argument("<id>")
  .action((id: string, flags: Flags) =>
    run(flags, true, (session) => send(session, flags, queueProposal, { proposalId: proposalIdOf(id) })),
  );

command("execute", "have the timelock make a proposal's calls, once its delay is over", true)
  .argument("<id>")
  .action((id: string, flags: Flags) =>
    run(flags, true, async (session) => {
      const proposalId = proposalIdOf(id);
      await requireReady(session, proposalId);
      return send(session, flags, executeProposal, { proposalId });
    }),
  );

command("cancel", "cancel a proposal: its proposer while it is pending, the guardian until it is executed", true)
  .argument("<id>")
  .action((id: string, flags: Flags) =>
    run(flags, true, (session) => send(session, flags, cancelProposal, { proposalId: proposalIdOf(id) })),
  );

await program.parseAsync();
