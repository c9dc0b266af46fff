import { type DeploymentRecord, recordSchema } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { decimal, parsedFile, readJsonFile, writeJsonFile } from "./jsonFile.ts";

/** @throws InvalidFileError */
export function readRecord(path: string): DeploymentRecord {
  return readJsonFile(path, recordSchema);
}

/**
 * Writes a record, whole or not at all.
 *
 * @throws InvalidFileError when it would not be read again.
 */
export function writeRecord(path: string, record: DeploymentRecord): void {
  parsedFile(path, JSON.parse(JSON.stringify(record, decimal)), recordSchema);
  writeJsonFile(path, record);
}
