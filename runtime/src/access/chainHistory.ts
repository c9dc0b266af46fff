import { getLicenseStatus, type LicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { getOffer, type Offer } from "@capsule-protocol/sdk/actions/access/getOffer.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import {
  offerCreatedEvent,
  transferBatchEvent,
  transferSingleEvent,
} from "@capsule-protocol/sdk/generated/accessToken.ts";
import type { AbiEvent, Address, Client } from "viem";
import { getBlockNumber, getLogs } from "viem/actions";
import { reading } from "./viemAccessChain.ts";

/** Blocks asked for at once; an RPC that allows fewer is asked again for half as many. */
const BLOCK_RANGE = 100_000n;
const MIN_BLOCK_RANGE = 500n;

export type ReceivedLicense = LicenseStatus & { licenseId: bigint };
export type NumberedOffer = Offer & { offerId: bigint };

/**
 * The licenses of a capsule that an account ever received: the valid ones first, the longest-lasting first. Reads the
 * AccessToken's history: on a chain with a long one, knowing the license's id is quicker.
 */
export async function findLicenses(
  client: Client,
  parameters: { deployment: Deployment; capsuleId: bigint; account: Address; signal?: AbortSignal },
): Promise<ReceivedLicense[]> {
  const { deployment, capsuleId, account, signal } = parameters;
  const filter = { deployment, args: { to: account }, signal };
  const single = await history(client, { ...filter, event: transferSingleEvent });
  const batch = await history(client, { ...filter, event: transferBatchEvent });
  const received = new Set([...single.map(({ id }) => id), ...batch.flatMap(({ ids }) => ids)]);
  const licenses: ReceivedLicense[] = [];
  for (const licenseId of received) {
    const status = getLicenseStatus(client, { deployment, licenseId, account });
    licenses.push({ licenseId, ...(await reading("the license", status, signal)) });
  }
  return licenses
    .filter((license) => license.capsuleId === capsuleId)
    .sort((left, right) => Number(right.valid) - Number(left.valid) || Number(right.expiresAt - left.expiresAt));
}

/** All offers ever made of a capsule, as they are now, the oldest first. */
export async function findOffers(
  client: Client,
  parameters: { deployment: Deployment; capsuleId: bigint; signal?: AbortSignal },
): Promise<NumberedOffer[]> {
  const { deployment, capsuleId, signal } = parameters;
  const created = await history(client, { deployment, args: { capsuleId }, event: offerCreatedEvent, signal });
  const offers: NumberedOffer[] = [];
  for (const { offerId } of created) {
    offers.push({ offerId, ...(await reading("the offer", getOffer(client, { deployment, offerId }), signal)) });
  }
  return offers;
}

type Filter<event extends AbiEvent> = {
  deployment: Deployment;
  event: event;
  args: Record<string, unknown>;
  signal: AbortSignal | undefined;
};

/** Arguments of the events below, as viem decodes them. */
type EventArgs<event extends AbiEvent> = event extends typeof transferSingleEvent
  ? { id: bigint }
  : event extends typeof transferBatchEvent
    ? { ids: readonly bigint[] }
    : { offerId: bigint };

async function history<event extends AbiEvent>(client: Client, filter: Filter<event>): Promise<EventArgs<event>[]> {
  const { deployment, event, args, signal } = filter;
  const latest = await reading("its latest block", getBlockNumber(client), signal);
  const found: EventArgs<event>[] = [];
  let range = BLOCK_RANGE;
  for (let from = deployment.startBlock; from <= latest; ) {
    const to = from + range - 1n < latest ? from + range - 1n : latest;
    const query = { address: deployment.accessToken, event: event as AbiEvent, args, strict: true } as const;
    const logs = getLogs(client, { ...query, fromBlock: from, toBlock: to });
    try {
      const answer = await reading("its events", logs, signal);
      found.push(...answer.map((log) => log.args as unknown as EventArgs<event>));
      from = to + 1n;
    } catch (error) {
      signal?.throwIfAborted();
      if (range <= MIN_BLOCK_RANGE) throw error;
      range /= 4n;
    }
  }
  return found;
}
