import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Abi, createTestClient, http, parseEther, type TransactionReceipt } from "viem";
import { waitForTransactionReceipt, writeContract } from "viem/actions";
import { anvil } from "viem/chains";
import { DeploymentFailedError } from "../src/errors.ts";
import { localClient } from "./localChain.ts";

type Call = { address: `0x${string}`; abi: Abi; functionName: string; args: readonly unknown[] };

/**
 * Sends a call in the name of the timelock, as if it had been voted for: anvil lets everyone be anyone. What a vote
 * takes is shown where votes are the subject.
 *
 * @throws DeploymentFailedError when it is reverted.
 */
export async function asGovernance(
  rpcUrl: string,
  { timelock }: Pick<Deployment, "timelock">,
  call: Call,
): Promise<TransactionReceipt> {
  const node = createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
  await node.impersonateAccount({ address: timelock });
  await node.setBalance({ address: timelock, value: parseEther("1") });
  const client = localClient(rpcUrl);
  const hash = await writeContract(client, { ...call, account: timelock, chain: anvil });
  const receipt = await waitForTransactionReceipt(client, { hash });
  await node.stopImpersonatingAccount({ address: timelock });
  if (receipt.status === "reverted") throw new DeploymentFailedError(call.functionName, "it was reverted", { hash });
  return receipt;
}
