import { type Account, type Address, type Client, erc20Abi, type Hash } from "viem";
import { estimateContractGas, getBalance, readContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import type { Deployment } from "../deployment.ts";
import { TransactionRevertedError } from "../errors/contractCall.ts";
import { InsufficientAllowanceError, InsufficientBalanceError } from "../errors/contractPayment.ts";
import { ContractRevertError } from "../errors/contractRevert.ts";
import { assertChain, isNative } from "./chain.ts";

/** What is to be paid: `total` in the smallest unit of `currency`, which is the zero address for the native one. */
export type Quote = { currency: Address; total: bigint };

/** How an ERC-20 payment is approved. */
export type PaymentOptions = {
  /**
   * What to approve for AccessToken when the allowance falls short: exactly what is to be paid (the default), nothing
   * (an error then), or an amount of the payer's choice.
   */
  approval?: "exact" | "none" | bigint;
  /** Told of each approval that is sent. */
  onApproval?: (hash: Hash) => void;
};

type Payer = PaymentOptions & { deployment: Deployment; account: Account };
type Payment = Quote & Payer;

/** Native currency that goes along with a call, in wei. */
export function nativeValue(quote: Quote | undefined): bigint {
  return quote !== undefined && isNative(quote.currency) ? quote.total : 0n;
}

/**
 * Sees to it that the quoted price can be taken from the payer. What the protocol itself would refuse is refused before
 * anything is approved.
 *
 * @param attempt simulates the call as things are.
 * @throws InsufficientBalanceError, InsufficientAllowanceError, ContractRevertError.
 */
export async function payQuote(
  client: Client,
  parameters: Payer & { quote?: Quote },
  attempt: () => Promise<unknown>,
): Promise<void> {
  const { quote, account, deployment, approval = "exact" } = parameters;
  if (quote === undefined) return;
  const { currency, total: required } = quote;
  const payment = { ...parameters, ...quote };
  await assertChain(client, deployment);
  const { balance, allowance } = await fundsOf(client, payment);
  if (balance >= required && allowance >= required) return;
  await refuseEarly(attempt);
  if (balance < required) throw new InsufficientBalanceError({ currency, account: account.address, balance, required });
  const amount = approval === "exact" ? required : approval;
  if (amount === "none" || amount < required) {
    const [owner, spender] = [account.address, deployment.accessToken];
    throw new InsufficientAllowanceError({ token: currency, owner, spender, allowance, required });
  }
  await approve(client, payment, { allowance, amount });
}

async function fundsOf(client: Client, payment: Payment): Promise<{ balance: bigint; allowance: bigint }> {
  const { currency, account, deployment, total } = payment;
  if (isNative(currency)) return { balance: await getBalance(client, account), allowance: total };
  const token = { address: currency, abi: erc20Abi } as const;
  const owner = account.address;
  const [balance, allowance] = await Promise.all([
    readContract(client, { ...token, functionName: "balanceOf", args: [owner] }),
    readContract(client, { ...token, functionName: "allowance", args: [owner, deployment.accessToken] }),
  ]);
  return { balance, allowance };
}

/** Passes on the protocol's own refusals; that the payment fails at this point is expected. */
async function refuseEarly(attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof ContractRevertError && error.errorName.includes("_")) throw error;
  }
}

type Approval = { allowance: bigint; amount: bigint };

async function approve(client: Client, payment: Payment, { allowance, amount }: Approval): Promise<void> {
  // Some tokens, such as Tether's, refuse to change an allowance that is not zero.
  if (allowance !== 0n && !(await acceptsApproval(client, payment, amount))) await sendApproval(client, payment, 0n);
  await sendApproval(client, payment, amount);
}

function approvalOf({ currency, account, deployment }: Payment, amount: bigint) {
  const args = [deployment.accessToken, amount] as const;
  return { address: currency, abi: erc20Abi, functionName: "approve", args, account } as const;
}

async function acceptsApproval(client: Client, payment: Payment, amount: bigint): Promise<boolean> {
  return estimateContractGas(client, approvalOf(payment, amount)).then(
    () => true,
    () => false,
  );
}

/** Not simulated: some tokens return nothing where the standard says they return true. */
async function sendApproval(client: Client, payment: Payment, amount: bigint): Promise<void> {
  const hash = await writeContract(client, { ...approvalOf(payment, amount), chain: client.chain ?? null });
  payment.onApproval?.(hash);
  const { status } = await waitForTransactionReceipt(client, { hash });
  if (status === "reverted") throw new TransactionRevertedError("approve", hash);
}
