import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, type ChainContract, compareEach, same } from "./chain.ts";

/** What everybody can withdraw of bonds from a contract. */
export async function compareBonds(
  { read, accounts }: Chain,
  bondCredits: readonly Answer[],
  contract: ChainContract,
  name: string,
): Promise<void> {
  const ofContract = bondCredits.filter((one) => one.contract.name === name);
  await compareEach(accounts, async (account) => {
    const said = ofContract.find((one) => one.account.id === account)?.amount ?? 0;
    same(said, await read(contract, "creditOf", [account]), `bonds of ${account} in ${name}`);
  });
}
