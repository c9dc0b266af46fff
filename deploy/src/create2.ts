import {
  type Address,
  type BaseError,
  type Client,
  concat,
  getContractAddress,
  type Hash,
  type Hex,
  keccak256,
  parseEther,
  zeroHash,
} from "viem";
import { getBalance, getCode, sendRawTransaction, sendTransaction } from "viem/actions";
import { Create2ProxyError, DeploymentFailedError } from "./errors.ts";
import { receiptOf } from "./mempool.ts";

/**
 * The deterministic deployment proxy: forwards `salt ‖ init code` to CREATE2. It has this address on every chain, since
 * the transaction that creates it is signed once for all. Source: https://github.com/Arachnid/deterministic-deployment-proxy
 */
export const CREATE2_PROXY: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

const PROXY_SIGNER: Address = "0x3fAB184622Dc19b6109349B94811493BF2a45362";
/** 100,000 gas at 100 gwei, as the presigned transaction says. */
const PROXY_COST = parseEther("0.01");
const PROXY_TRANSACTION: Hex =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222";

/** Where the proxy puts a contract, on every chain. */
export function create2Address(initCode: Hex): Address {
  return getContractAddress({
    opcode: "CREATE2",
    from: CREATE2_PROXY,
    salt: zeroHash,
    bytecodeHash: keccak256(initCode),
  });
}

/** Whether an address has code. */
export async function hasCode(client: Client, address: Address): Promise<boolean> {
  const code = await getCode(client, { address });
  return code !== undefined && code !== "0x";
}

/**
 * Creates the proxy where it is missing; the client's account pays.
 *
 * @returns the transaction, or undefined when the proxy was there.
 * @throws Create2ProxyError
 */
export async function ensureCreate2Proxy(client: Client): Promise<Hash | undefined> {
  if (await hasCode(client, CREATE2_PROXY)) return undefined;
  try {
    const missing = PROXY_COST - (await getBalance(client, { address: PROXY_SIGNER }));
    if (missing > 0n) await send(client, "The proxy's signer", { to: PROXY_SIGNER, value: missing });
    const hash = await sendRawTransaction(client, { serializedTransaction: PROXY_TRANSACTION });
    await receiptOf(client, hash);
    if (await hasCode(client, CREATE2_PROXY)) return hash;
  } catch (cause) {
    throw new Create2ProxyError(PROXY_SIGNER, cause);
  }
  throw new Create2ProxyError(PROXY_SIGNER, undefined);
}

/**
 * That the proxy is there, where nobody may create it.
 *
 * @throws Create2ProxyError
 */
export async function requireCreate2Proxy(client: Client): Promise<void> {
  if (!(await hasCode(client, CREATE2_PROXY))) throw new Create2ProxyError(PROXY_SIGNER, undefined);
}

/** A contract put in place, or found there. */
export type Created = { address: Address; hash?: Hash; gasUsed?: bigint };

/**
 * Puts a contract at its deterministic address, unless it is there.
 *
 * @param what named in errors.
 * @throws DeploymentFailedError
 */
export async function ensureContract(client: Client, what: string, initCode: Hex): Promise<Created> {
  const address = create2Address(initCode);
  if (await hasCode(client, address)) return { address };
  const { hash, gasUsed } = await send(client, what, { to: CREATE2_PROXY, data: concat([zeroHash, initCode]) });
  if (!(await hasCode(client, address))) throw new DeploymentFailedError(what, "it has no code afterwards", { hash });
  return { address, hash, gasUsed };
}

type Transaction = { to: Address; data?: Hex; value?: bigint };

async function send(client: Client, what: string, transaction: Transaction): Promise<{ hash: Hash; gasUsed: bigint }> {
  const request = { ...transaction, account: client.account, chain: client.chain ?? null };
  const hash = await sendTransaction(client, request as never).catch((cause: BaseError) => {
    throw new DeploymentFailedError(what, cause.shortMessage ?? cause.message, { cause });
  });
  const { status, gasUsed } = await receiptOf(client, hash);
  if (status === "reverted") throw new DeploymentFailedError(what, "its transaction was reverted", { hash });
  return { hash, gasUsed };
}
