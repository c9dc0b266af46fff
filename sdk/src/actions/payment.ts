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
   * What to approve for the contract that takes the payment when the allowance falls short: exactly what is to be paid (the default), nothing
   * (an error then), or an amount of the payer's choice.
   */
  approval?: "exact" | "none" | bigint;
  /** Told of each approval that is sent. */
  onApproval?: (hash: Hash) => void;
};

type Payer = PaymentOptions & {
  deployment: Deployment;
  account: Account;
  /** The contract that takes the payment; AccessToken when left out. */
  spender?: Address;
};
type Payment = Quote & Payer;
type Funds = { balance: bigint; allowance: bigint };

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
  const { quote } = parameters;
  if (quote !== undefined) await payQuotes(client, { ...parameters, quotes: [quote] }, attempt);
}

/** The same for several payments of one call, each currency once (`totals`). */
export async function payQuotes(
  client: Client,
  parameters: Payer & { quotes: readonly Quote[] },
  attempt: () => Promise<unknown>,
): Promise<void> {
  await assertChain(client, parameters.deployment);
  const payments = parameters.quotes.map((quote) => ({ ...parameters, ...quote }));
  const funded = await Promise.all(payments.map(async (payment) => ({ payment, ...(await fundsOf(client, payment)) })));
  const short = funded.filter(({ payment, balance, allowance }) => lacks(payment.total, balance, allowance));
  if (short.length === 0) return;
  await refuseEarly(attempt);
  const approvals = short.map((funds) => ({ ...funds, amount: amountToApprove(funds) }));
  for (const { payment, ...approval } of approvals) await approve(client, payment, approval);
}

/** @throws InsufficientBalanceError when the account doesn't hold what is to be paid. */
export async function requireBalance(client: Client, payment: Payment): Promise<void> {
  const { currency, account, total: required } = payment;
  const { balance } = await fundsOf(client, payment);
  if (balance < required) throw new InsufficientBalanceError({ currency, account: account.address, balance, required });
}

/** Sees to it that the spender may take `total` of a token, whether the account holds that much by now or not. */
export async function ensureAllowance(
  client: Client,
  payment: Payment,
  attempt: () => Promise<unknown>,
): Promise<void> {
  await assertChain(client, payment.deployment);
  const { allowance } = await fundsOf(client, payment);
  if (allowance >= payment.total) return;
  await refuseEarly(attempt);
  await approve(client, payment, { allowance, amount: payment.total });
}

/** Sums payments by currency. */
export function totals(quotes: readonly Quote[]): Quote[] {
  const sums = new Map<Address, bigint>();
  for (const { currency, total } of quotes) sums.set(currency, (sums.get(currency) ?? 0n) + total);
  return [...sums].map(([currency, total]) => ({ currency, total }));
}

const spenderOf = ({ spender, deployment }: Payer): Address => spender ?? deployment.accessToken;

const lacks = (required: bigint, ...funds: bigint[]) => funds.some((amount) => amount < required);

/** @throws InsufficientBalanceError, InsufficientAllowanceError. */
function amountToApprove({ payment, balance, allowance }: { payment: Payment } & Funds): bigint {
  const { currency, account, approval = "exact", total: required } = payment;
  if (balance < required) throw new InsufficientBalanceError({ currency, account: account.address, balance, required });
  const amount = approval === "exact" ? required : approval;
  if (amount !== "none" && amount >= required) return amount;
  const [owner, spender] = [account.address, spenderOf(payment)];
  throw new InsufficientAllowanceError({ token: currency, owner, spender, allowance, required });
}

async function fundsOf(client: Client, payment: Payment): Promise<Funds> {
  const { currency, account, total } = payment;
  if (isNative(currency)) return { balance: await getBalance(client, account), allowance: total };
  const token = { address: currency, abi: erc20Abi } as const;
  const owner = account.address;
  const [balance, allowance] = await Promise.all([
    readContract(client, { ...token, functionName: "balanceOf", args: [owner] }),
    readContract(client, { ...token, functionName: "allowance", args: [owner, spenderOf(payment)] }),
  ]);
  return { balance, allowance };
}

/** Passes on the protocol's own refusals; that the payment fails at this point is expected. */
export async function refuseEarly(attempt: () => Promise<unknown>): Promise<void> {
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

function approvalOf(payment: Payment, amount: bigint) {
  const { currency, account } = payment;
  const args = [spenderOf(payment), amount] as const;
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
