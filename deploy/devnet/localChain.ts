import { WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import {
  type Account,
  type Address,
  type Client,
  createClient,
  createTestClient,
  getAddress,
  http,
  zeroAddress,
} from "viem";
import { deployContract, getChainId, waitForTransactionReceipt, writeContract } from "viem/actions";
import { anvil } from "viem/chains";
import { loadArtifact } from "../src/artifacts.ts";
import { artifactFolder, type Profile } from "../src/buildContracts.ts";
import { LOCAL_CHAIN_ID, type PriceFeed } from "../src/config.ts";
import { DeploymentFailedError } from "../src/errors.ts";
import { localAccounts } from "./accounts.ts";

/** With one slot in an epoch, anvil calls a block final when two more have followed. */
const BLOCKS_UNTIL_FINAL = 2;
const TOKEN = { name: "Test Dollar", decimals: 6, each: 1_000_000_000_000n };
/** What an ether costs here: 3,141.59265359 USD, so that no conversion divides evenly. */
const FEED = { decimals: 8, answer: 314_159_265_359n };

/** A client of a local chain; it looks for receipts more often than one would on a public chain. */
export function localClient(rpcUrl: string, account?: Account) {
  return createClient({ account, chain: anvil, transport: http(rpcUrl), pollingInterval: 25 });
}

/** Makes everything that happened until now final. */
export async function finalize(rpcUrl: string): Promise<void> {
  const client = createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
  await client.mine({ blocks: BLOCKS_UNTIL_FINAL });
}

/** The chain's clock goes ahead, with a block. */
export async function passSeconds(rpcUrl: string, seconds: number): Promise<void> {
  const client = createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
  await client.increaseTime({ seconds });
  await client.mine({ blocks: 1 });
}

/** Deploys an ERC-20 and gives a million of it to each local account. */
export async function deployTestToken(rpcUrl: string, profile: Profile): Promise<Address> {
  const { client, account } = deployerAt(rpcUrl);
  const { address: token, abi } = await deployTestContract(client, profile, "StandardToken", [
    TOKEN.name,
    TOKEN.decimals,
  ]);
  for (const { address } of localAccounts()) {
    const call = { address: token, abi, functionName: "mint", args: [address, TOKEN.each] };
    const minted = await writeContract(client, { ...call, account, chain: anvil });
    await waitForTransactionReceipt(client, { hash: minted });
  }
  return token;
}

/** Deploys a stand-in for Chainlink's feed of the native currency, and says how it is to be believed. */
export async function deployPriceFeed(rpcUrl: string, profile: Profile): Promise<PriceFeed> {
  const { client } = deployerAt(rpcUrl);
  const args = [FEED.decimals, FEED.answer];
  const { address: aggregator } = await deployTestContract(client, profile, "StandInPriceFeed", args);
  return { currency: zeroAddress, aggregator, maxAge: 3600, minimum: FEED.answer / 10n, maximum: FEED.answer * 10n };
}

/**
 * Deploys a contract that exists for tests only.
 *
 * @throws WrongChainError on any chain but a local one.
 */
export async function deployTestContract(client: Client, profile: Profile, name: string, args: readonly unknown[]) {
  const chainId = await getChainId(client);
  if (chainId !== LOCAL_CHAIN_ID) throw new WrongChainError(LOCAL_CHAIN_ID, chainId);
  const { abi, bytecode } = loadArtifact(artifactFolder(profile), name);
  const { account } = client;
  const hash = await deployContract(client, { abi, bytecode, args, account, chain: anvil } as never);
  const { contractAddress } = await waitForTransactionReceipt(client, { hash });
  if (!contractAddress) throw new DeploymentFailedError(name, "it was reverted", { hash });
  return { address: getAddress(contractAddress), abi };
}

function deployerAt(rpcUrl: string) {
  const account = localAccounts(1)[0]?.account as Account;
  return { account, client: localClient(rpcUrl, account) };
}
