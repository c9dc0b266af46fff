import type { Address, Hex } from "viem";
import type { UpgradeFacts } from "./facts.ts";

/**
 * What the proposal says on chain. Its end keeps others from taking it over, so there is an end for each proposer.
 *
 * @param reportHash keccak256 of the report's Markdown.
 */
export function descriptionOf(facts: UpgradeFacts, reportHash: Hex, proposer: Address): string {
  const { contract, before, after, proxy } = facts;
  return [
    `# Upgrade ${contract} from ${before.version} to ${after.version}`,
    "",
    `The proxy ${proxy} gets the implementation ${after.address} in place of ${before.address}.`,
    `Sources: commit ${after.commit}. Code hash: ${after.codeHash}.`,
    `Report: keccak256 ${reportHash}. Check it before you vote: npm run upgrade:verify.`,
    `#proposer=${proposer}`,
  ].join("\n");
}
