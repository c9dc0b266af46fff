import { licenseStatusFunction, sessionExpiryFunction } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleOfFunction, isUsageAuthorizedFunction } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { errorsAbi } from "@capsule-protocol/sdk/generated/errors.ts";

/** What a keeper reads of CapsuleRegistry. */
export const capsuleRegistryAbi = [capsuleOfFunction, isUsageAuthorizedFunction, ...errorsAbi] as const;

/** What a keeper reads of AccessToken. */
export const accessTokenAbi = [licenseStatusFunction, sessionExpiryFunction, ...errorsAbi] as const;
