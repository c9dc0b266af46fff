import { getLicenseStatus, type LicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { getOffer, type Offer } from "@capsule-protocol/sdk/actions/access/getOffer.ts";
import { findEvents } from "@capsule-protocol/sdk/actions/logs.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import {
  offerCreatedEvent,
  transferBatchEvent,
  transferSingleEvent,
} from "@capsule-protocol/sdk/generated/accessToken.ts";
import type { Address, Client } from "viem";
import { reading } from "./viemAccessChain.ts";

/** What is asked of the chain, as an error names it. */
const EVENTS = "its events";

export type ReceivedLicense = LicenseStatus & { licenseId: bigint };
export type NumberedOffer = Offer & { offerId: bigint };

/**
 * The licenses of a capsule, or of all when none is named, that an account ever received: the valid ones first, the
 * longest-lasting first. Reads the AccessToken's history: on a chain with a long one, knowing the license's id is quicker.
 */
export async function findLicenses(
  client: Client,
  parameters: { deployment: Deployment; capsuleId?: bigint; account: Address; signal?: AbortSignal },
): Promise<ReceivedLicense[]> {
  const { deployment, capsuleId, account, signal } = parameters;
  const filter = { deployment, contract: "accessToken", args: { to: account }, signal } as const;
  const single = await reading(EVENTS, findEvents(client, { ...filter, event: transferSingleEvent }), signal);
  const batch = await reading(EVENTS, findEvents(client, { ...filter, event: transferBatchEvent }), signal);
  const received = new Set([...single.map(({ id }) => id), ...batch.flatMap(({ ids }) => ids)]);
  const licenses: ReceivedLicense[] = [];
  for (const licenseId of received) {
    const status = getLicenseStatus(client, { deployment, licenseId, account });
    licenses.push({ licenseId, ...(await reading("the license", status, signal)) });
  }
  return licenses
    .filter((license) => capsuleId === undefined || license.capsuleId === capsuleId)
    .sort((left, right) => Number(right.valid) - Number(left.valid) || Number(right.expiresAt - left.expiresAt));
}

/** All offers ever made of a capsule, as they are now, the oldest first. */
export async function findOffers(
  client: Client,
  parameters: { deployment: Deployment; capsuleId: bigint; signal?: AbortSignal },
): Promise<NumberedOffer[]> {
  const { deployment, capsuleId, signal } = parameters;
  const filter = {
    deployment,
    contract: "accessToken",
    event: offerCreatedEvent,
    args: { capsuleId },
    signal,
  } as const;
  const created = await reading(EVENTS, findEvents(client, filter), signal);
  const offers: NumberedOffer[] = [];
  for (const { offerId } of created) {
    offers.push({ offerId, ...(await reading("the offer", getOffer(client, { deployment, offerId }), signal)) });
  }
  return offers;
}
