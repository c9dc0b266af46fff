import { type Address, type Client, erc20Abi, formatUnits, isAddressEqual, parseUnits, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { SettingError } from "./errors.ts";

/** How amounts of a currency are written. */
export type CurrencyUnit = { decimals: number; symbol: string };

/** US cents, in which offers may be priced. */
export const USD: CurrencyUnit = { decimals: 2, symbol: "USD" };

const NATIVE: CurrencyUnit = { decimals: 18, symbol: "ETH" };

/** @throws SettingError when the address is no ERC-20 with decimals. */
export async function unitOf(client: Client, currency: Address): Promise<CurrencyUnit> {
  if (isAddressEqual(currency, zeroAddress)) return NATIVE;
  const token = { address: currency, abi: erc20Abi } as const;
  try {
    const decimals = await readContract(client, { ...token, functionName: "decimals" });
    const symbol = await readContract(client, { ...token, functionName: "symbol" });
    return { decimals, symbol: symbol.replace(/[^\P{C}]+/gu, " ").slice(0, 16) };
  } catch (cause) {
    throw new SettingError(`The currency ${currency}`, "can't be read", "Name an ERC-20 token of this chain.", cause);
  }
}

/** `0.05` in the currency's smallest unit. */
export function parseAmount(text: string, { decimals }: CurrencyUnit): bigint {
  const fraction = /^\d+(?:\.(\d+))?$/.exec(text);
  if (!fraction || (fraction[1]?.length ?? 0) > decimals) {
    throw new SettingError(
      `The amount "${text}"`,
      `is no amount with at most ${decimals} decimals`,
      "Write it like 0.05.",
    );
  }
  return parseUnits(text, decimals);
}

export function amountText(amount: bigint, { decimals, symbol }: CurrencyUnit): string {
  return `${formatUnits(amount, decimals)} ${symbol}`;
}
