import type { Client } from "viem";
import type { NumberedOffer } from "../access/chainHistory.ts";
import { rightsText } from "./arguments.ts";
import { amountText, USD, unitOf } from "./money.ts";

const SECONDS: [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** An offer in one line, for people. */
export async function offerText(client: Client, offer: NumberedOffer): Promise<string> {
  const { price, active, terms, minted } = offer;
  const unit = await unitOf(client, terms.currency);
  const asked = terms.pricedInUsd ? `${amountText(price, USD)} in ${unit.symbol}` : amountText(price, unit);
  const time = terms.duration === 0 ? "for ever" : `for ${timeText(terms.duration)}`;
  const parts = [
    `${asked} ${time}`,
    rightsText(terms.rights),
    terms.runs > 0 && `${terms.runs} runs`,
    terms.maxSupply > 0 && `${minted} of ${terms.maxSupply} sold`,
    terms.maxPerAccount > 0 && `at most ${terms.maxPerAccount} per account`,
    terms.trial > 0 && `${timeText(terms.trial)} trial`,
    terms.revocable && "revocable with refund",
    ["", "passed on through the market only", "not to be passed on"][terms.transferability],
    terms.referralBps > 0 && `${percent(terms.referralBps)} to referrers`,
    terms.derivativeRateBps > 0 && derivativeText(terms),
    !active && "inactive",
  ];
  return parts.filter(Boolean).join(", ");
}

function derivativeText({ derivativeRateBps, derivativePolicy }: NumberedOffer["terms"]): string {
  const whose = derivativePolicy === 0 ? "of every descendant's" : "of a derivative's";
  return `${percent(derivativeRateBps)} ${whose} income`;
}

/** Seconds in the largest unit that they fill. */
function timeText(seconds: number): string {
  const [size, name] = SECONDS.find(([unit]) => seconds % unit === 0) ?? [1, "s"];
  return `${seconds / size} ${name}`;
}

/** `250` as `2.5 %`. */
export function percent(bps: number): string {
  return `${bps / 100} %`;
}
