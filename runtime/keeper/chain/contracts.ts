import { licenseStatusFunction, runsBoughtFunction } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleOfFunction, isUsageAuthorizedFunction } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { errorsAbi } from "@capsule-protocol/sdk/generated/errors.ts";
import {
  currentEpochFunction,
  keeperSetFunction,
  sessionExpiryFunction,
} from "@capsule-protocol/sdk/generated/keeperRegistry.ts";

/** What a keeper reads of CapsuleRegistry. */
export const capsuleRegistryAbi = [capsuleOfFunction, isUsageAuthorizedFunction, ...errorsAbi] as const;

/** What a keeper reads of AccessToken. */
export const accessTokenAbi = [licenseStatusFunction, runsBoughtFunction, ...errorsAbi] as const;

/** What a keeper reads of KeeperRegistry. */
export const keeperRegistryAbi = [
  currentEpochFunction,
  keeperSetFunction,
  sessionExpiryFunction,
  ...errorsAbi,
] as const;
