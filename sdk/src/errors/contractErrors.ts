import type { errorsAbi } from "../generated/errors.ts";
import { accessTokenErrors } from "./meanings/accessToken.ts";
import { capsuleRegistryErrors } from "./meanings/capsuleRegistry.ts";
import { deploymentErrors } from "./meanings/deployment.ts";
import { disputeErrors } from "./meanings/disputes.ts";
import { governanceErrors } from "./meanings/governance.ts";
import { keeperErrors } from "./meanings/keepers.ts";
import { libraryErrors } from "./meanings/libraries.ts";
import { marketErrors } from "./meanings/market.ts";
import { priceOracleErrors } from "./meanings/priceOracle.ts";
import { royaltySplitterErrors } from "./meanings/royaltySplitter.ts";
import { trainingPoolErrors } from "./meanings/trainingPool.ts";
import { usageMeterErrors } from "./meanings/usageMeter.ts";

/** Name of a custom error that a contract of the protocol, or a library it is built on, can revert with. */
export type ContractErrorName = (typeof errorsAbi)[number]["name"];

/** What an error means, with its arguments as `{name}`, and what to do about it. */
export type ContractErrorRow = { says: string; hint: string };

/** Every custom error of every contract, in words; the one place where they are explained. */
export const contractErrors: Record<ContractErrorName, ContractErrorRow> = {
  ...accessTokenErrors,
  ...capsuleRegistryErrors,
  ...keeperErrors,
  ...usageMeterErrors,
  ...royaltySplitterErrors,
  ...trainingPoolErrors,
  ...priceOracleErrors,
  ...marketErrors,
  ...disputeErrors,
  ...governanceErrors,
  ...deploymentErrors,
  ...libraryErrors,
};
