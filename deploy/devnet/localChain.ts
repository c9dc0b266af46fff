import { type Abi, type Account, type Address, createClient, createTestClient, getAddress, http } from "viem";
import { deployContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import { anvil } from "viem/chains";
import { loadArtifact } from "../src/artifacts.ts";
import { artifactFolder, type Profile } from "../src/buildContracts.ts";
import { DeploymentFailedError } from "../src/errors.ts";
import { localAccounts } from "./accounts.ts";

/** With one slot in an epoch, anvil calls a block final when two more have followed. */
const BLOCKS_UNTIL_FINAL = 2;
const TOKEN = { name: "Test Dollar", decimals: 6, each: 1_000_000_000_000n };

/** A client of a local chain; it looks for receipts more often than one would on a public chain. */
export function localClient(rpcUrl: string, account?: Account) {
  return createClient({ account, chain: anvil, transport: http(rpcUrl), pollingInterval: 25 });
}

/** Makes everything that happened until now final. */
export async function finalize(rpcUrl: string): Promise<void> {
  const client = createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
  await client.mine({ blocks: BLOCKS_UNTIL_FINAL });
}

/** Deploys an ERC-20 and gives a million of it to each local account. */
export async function deployTestToken(rpcUrl: string, profile: Profile): Promise<Address> {
  const accounts = localAccounts();
  const account = accounts[0]?.account as Account;
  const client = localClient(rpcUrl, account);
  const { abi, bytecode } = loadArtifact(artifactFolder(profile), "StandardToken");
  const args = [TOKEN.name, TOKEN.decimals];
  const hash = await deployContract(client, { abi, bytecode, args, account, chain: anvil } as never);
  const { contractAddress } = await waitForTransactionReceipt(client, { hash });
  if (!contractAddress) throw new DeploymentFailedError(TOKEN.name, "it was reverted", { hash });
  for (const { address } of accounts) {
    const call = { address: contractAddress, abi: abi as Abi, functionName: "mint", args: [address, TOKEN.each] };
    const minted = await writeContract(client, { ...call, account, chain: anvil });
    await waitForTransactionReceipt(client, { hash: minted });
  }
  return getAddress(contractAddress);
}
