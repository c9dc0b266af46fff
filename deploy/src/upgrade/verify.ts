import { getProposal, type Proposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Client, keccak256, stringToBytes } from "viem";
import { getCode } from "viem/actions";
import { lineDifference } from "../../../tools/generate/files.ts";
import { installedBy } from "../proxy.ts";
import { checkExecution } from "./execution.ts";
import type { Check } from "./facts.ts";
import type { LiveContract } from "./live.ts";
import { type Build, type Prepared, prepareUpgrade, type UpgradeTerms } from "./prepare.ts";
import { findProposal, type ProposalFiles, type RecordedTerms } from "./proposalFiles.ts";
import { writeReport } from "./report.ts";
import { verdictsOf } from "./verdicts.ts";

/** Lines of a difference that are told: more are read in the files. */
const TOLD = 40;

export type VerifyRequest = {
  root: string;
  rpcUrl: string;
  deployment: Deployment;
  proposalId: bigint;
  /** Of all proposals: deploy/proposals. */
  folder: string;
  /** Finds what is recorded of the contract that is upgraded, as it was at the report's block. */
  liveOf: (terms: RecordedTerms) => LiveContract | Promise<LiveContract>;
  /** Builds the contract from the sources here. */
  buildOf: (terms: RecordedTerms) => Build | Promise<Build>;
};

/**
 * Makes a proposal again, from the sources here and the chain's state, and compares: what is proposed on chain, the code
 * of its implementation, its report, and what was done if it was executed. The proposal is read from the chain's storage.
 *
 * @throws ContractRevertError `GovernorNonexistentProposal`; ProposalFilesMissingError; as of `prepareUpgrade`.
 */
export async function verifyUpgrade(client: Client, request: VerifyRequest): Promise<Check[]> {
  const { deployment, proposalId, folder } = request;
  const proposal = await getProposal(client, { deployment, proposalId });
  const files = findProposal(folder, proposalId, proposal.descriptionHash);
  const build = { ...(await request.buildOf(files.terms)), commit: files.terms.commit };
  const terms: UpgradeTerms = files.terms;
  const live = await request.liveOf(files.terms);
  const rebuilt = await prepareUpgrade(client, { ...request, live, build, terms });
  return [
    compare("Report is the one that is named on chain", reportNamed(files), hashOf(files.report)),
    ...compareCalls(proposal, files, rebuilt),
    compare(
      "Code on chain is what the sources give",
      await codeHashAt(client, proposal),
      rebuilt.facts.rebuiltCodeHash,
    ),
    ...(await checkExecution(client, { deployment, proposal }, { ...live, ...rebuilt, fromBlock: terms.block })),
    compareReports(files.report, writeReport(rebuilt.facts).markdown),
    ...verdictsOf(rebuilt.facts),
  ];
}

/** Calls on chain, in the proposal's files, and as the sources give them. */
function compareCalls({ calls: onChain }: Proposal, { calls }: ProposalFiles, { facts }: Prepared): Check[] {
  const written = (all: Proposal["calls"]) => all.map(({ to, data, value }) => `${to} ${value} ${data}`).join("; ");
  return [
    compare("Calls on chain are those of calls.json", written(onChain), written(calls)),
    compare("Calls on chain are what the sources give", written(onChain), written([...facts.calls])),
  ];
}

function compareReports(published: string, rebuilt: string): Check {
  const lines = published === rebuilt ? [] : lineDifference(published, rebuilt);
  const told = lines.slice(0, TOLD).join("\n");
  const more = lines.length > TOLD ? `\n… and ${lines.length - TOLD} lines more` : "";
  const words = lines.length === 0 ? "every line is the same" : `- published, + made again:\n${told}${more}`;
  return { name: "Report made again is the same", holds: lines.length === 0, words };
}

function compare(name: string, found: string, expected: string): Check {
  const holds = found === expected;
  return { name, holds, words: holds ? found : `found ${found}, expected ${expected}` };
}

/** Of the implementation that the proposal on chain installs, whatever its files say. */
async function codeHashAt(client: Client, { calls }: Proposal): Promise<string> {
  const address = calls[0] === undefined ? undefined : installedBy(calls[0].data);
  if (address === undefined) return "no upgrade";
  const code = await getCode(client, { address });
  return code === undefined ? `no code at ${address}` : keccak256(code);
}

const reportNamed = ({ description }: ProposalFiles): string =>
  /^Report: keccak256 (0x[0-9a-f]{64})\./m.exec(description)?.[1] ?? "no report named";

const hashOf = (text: string): string => keccak256(stringToBytes(text));
