import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import type { Address, Client } from "viem";
import { getChainId } from "viem/actions";
import { addressesOf, readAddressBook } from "./addressBook.ts";
import { readOrigin } from "./origins.ts";
import { requireRecorded } from "./recordDifferences.ts";

/**
 * Brings a record up to date with its chain: what was voted on since, and what is put to the vote. Nothing is sent.
 *
 * @param recordPath beside which stands where implementations come from.
 * @throws RecordMismatchError when the record is of another deployment; OriginMissingError, InstallationNotFoundError.
 */
export async function updateRecord(
  client: Client,
  record: DeploymentRecord,
  recordPath: string,
): Promise<DeploymentRecord> {
  const chainId = await getChainId(client);
  await requireRecorded(client, record, { chainId });
  const sourceOf = (implementation: Address) => readOrigin(recordPath, implementation);
  const known = { chainId, startBlock: record.startBlock, earlier: record, sourceOf };
  return { ...record, ...(await readAddressBook(client, addressesOf(record), known)) };
}
