import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { addressField, bigintField } from "@capsule-protocol/sdk/jsonFields.ts";
import { type Hex, keccak256, stringToBytes } from "viem";
import { z } from "zod";
import { decimal, readJsonFile } from "../jsonFile.ts";
import { bytesField, callsSchema } from "../voting/calls.ts";
import { ProposalFilesMissingError } from "./errors.ts";
import type { UpgradeFacts } from "./facts.ts";
import type { Report } from "./report.ts";

/** What a proposal was made from, so that anybody can make it again. */
const termsSchema = z.strictObject({
  contract: z.string(),
  candidate: z.string(),
  source: z.string(),
  commit: z.string(),
  constructorArguments: z.array(z.string()),
  callData: bytesField,
  allowRemoved: z.boolean(),
  block: bigintField,
  proposer: addressField,
});

export type RecordedTerms = z.infer<typeof termsSchema>;

export type ProposalFiles = {
  path: string;
  calls: z.infer<typeof callsSchema>;
  terms: RecordedTerms;
  description: string;
  report: string;
};

/**
 * Writes `NNNN-slug/` below a folder: `calls.json`, `report.md`, `report.html`, `description.md`, `terms.json`. All or
 * nothing.
 *
 * @returns its path.
 */
export function writeProposal(
  folder: string,
  {
    facts,
    report,
    description,
    terms,
  }: { facts: UpgradeFacts; report: Report; description: string; terms: RecordedTerms },
): string {
  mkdirSync(folder, { recursive: true });
  const partial = mkdtempSync(join(folder, ".part-"));
  try {
    const json = (value: unknown) => `${JSON.stringify(value, decimal, 2)}\n`;
    const calls = facts.calls.map(({ to, data, value }) => ({ to, data, value }));
    writeFileSync(join(partial, "calls.json"), json(calls));
    writeFileSync(join(partial, "terms.json"), json(terms));
    writeFileSync(join(partial, "report.md"), report.markdown);
    writeFileSync(join(partial, "report.html"), report.html);
    writeFileSync(join(partial, "description.md"), description);
    const path = join(folder, `${nextNumber(folder)}-${slugOf(facts)}`);
    renameSync(partial, path);
    return path;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Finds the files of a proposal by the hash of its text, which the chain has.
 *
 * @throws ProposalFilesMissingError, InvalidFileError
 */
export function findProposal(folder: string, proposalId: bigint, descriptionHash: Hex): ProposalFiles {
  const paths = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  for (const path of paths) {
    const file = join(path, "description.md");
    if (!existsSync(file)) continue;
    const description = readFileSync(file, "utf8");
    if (keccak256(stringToBytes(description)) !== descriptionHash) continue;
    const calls = readJsonFile(join(path, "calls.json"), callsSchema);
    const terms = readJsonFile(join(path, "terms.json"), termsSchema);
    return { path, calls, terms, description, report: readFileSync(join(path, "report.md"), "utf8") };
  }
  throw new ProposalFilesMissingError(proposalId, folder);
}

function nextNumber(folder: string): string {
  const numbers = readdirSync(folder).map((name) => Number(/^(\d{4})-/.exec(name)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(4, "0");
}

/** `upgrade-royalty-splitter-2-0-0`. */
function slugOf({ contract, after }: UpgradeFacts): string {
  const words = contract.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-");
  return `upgrade-${words}-${after.version}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
