import { decodeRevert } from "@capsule-protocol/sdk/errors/contractDecode.ts";
import type { Abi, Client, Hash, SimulateContractParameters } from "viem";
import { simulateContract, writeContract } from "viem/actions";
import { DeploymentFailedError } from "./errors.ts";
import { receiptOf } from "./mempool.ts";

/** A transaction that was mined and succeeded. */
export type Sent = { hash: Hash; blockNumber: bigint; gasUsed: bigint };

type Call = Pick<SimulateContractParameters, "address" | "functionName" | "args"> & { abi: Abi };

/**
 * Calls a contract from the client's account, after a trial without a transaction.
 *
 * @param what the call is for, in errors; `contract` is whose error a refusal is.
 * @throws ContractRevertError when the contract refuses; DeploymentFailedError.
 */
export async function sendCall(
  client: Client,
  { what, contract }: { what: string; contract: string },
  call: Call,
): Promise<Sent> {
  const { request } = await simulateContract(client, { ...call, account: client.account } as never).catch(
    (error: unknown) => {
      throw decodeRevert(error, { contract, functionName: call.functionName });
    },
  );
  const hash = await writeContract(client, { ...(request as object), chain: client.chain ?? null } as never);
  const { status, blockNumber, gasUsed } = await receiptOf(client, hash);
  if (status === "reverted") throw new DeploymentFailedError(what, "its transaction was reverted", { hash });
  return { hash, blockNumber, gasUsed };
}
