// What the compiler must know of the actions. A wrong type here fails `tsc`; nothing is asked of the chain.
import assert from "node:assert/strict";
import type { Address, Client, Hash, Hex } from "viem";
import {
  type CapsuleActions,
  type ContractCall,
  type ContractErrorArgs,
  type collectMany,
  type Deployment,
  type getCapsule,
  type getKeeperSet,
  type getLicenseStatus,
  isContractRevert,
  type LicenseStatus,
  type purchase,
  type purchaseBatch,
  type register,
  type setOffer,
} from "../../src/index.ts";

type Equal<a, b> = (<t>() => t extends a ? 1 : 2) extends <t>() => t extends b ? 1 : 2 ? true : false;
/** Compiles only if the types are the same. */
const same = <_check extends true>() => assert.ok(true);
type Resolved<fn extends (...args: never[]) => unknown> = Awaited<ReturnType<fn>>;
type Given<fn extends (...args: never[]) => unknown> = Parameters<fn>[1];

describe("types of the actions", () => {
  it("a write gives the hash, its simulation the contract's result, its event the values by name", () => {
    same<Equal<Resolved<typeof register>, Hash>>();
    same<Equal<Resolved<typeof register.simulate>, bigint>>();
    same<Equal<Resolved<typeof setOffer.simulate>, undefined>>();
    same<Equal<Resolved<typeof purchase.sync>["licenseId"], bigint>>();
    same<Equal<Resolved<typeof purchase.sync>["recipient"], Address>>();
    same<Equal<Resolved<typeof purchase.sync>["receipt"]["transactionHash"], Hash>>();
  });

  it("an action with several events gives all of them, by name", () => {
    same<Equal<Resolved<typeof purchaseBatch.simulate>, readonly bigint[]>>();
    same<Equal<Resolved<typeof purchaseBatch.sync>["events"][number]["licenseId"], bigint>>();
    same<Equal<ReturnType<typeof collectMany.extractEvents>[number]["relativeAmount"], bigint>>();
    same<Equal<"extractEvent" extends keyof typeof collectMany ? true : false, false>>();
    type Bound = CapsuleActions["royalty"]["collectMany"];
    same<Equal<"deployment" extends keyof Parameters<Bound["sync"]>[0] ? true : false, false>>();
  });

  it("a read gives what the contract returns, or the shape that the action makes of it", () => {
    same<Equal<Resolved<typeof getCapsule>["version"], bigint>>();
    same<Equal<Resolved<typeof getCapsule>["manifestDigest"], Hex>>();
    same<Equal<Resolved<typeof getLicenseStatus>, LicenseStatus>>();
    same<Equal<Resolved<typeof getKeeperSet>["keepers"][number]["url"], string>>();
  });

  it("every action is meant for a deployment, and runs on any viem client", () => {
    same<Equal<Given<typeof getCapsule>["deployment"], Deployment>>();
    same<Equal<Given<typeof purchase>["deployment"], Deployment>>();
    same<Equal<Parameters<typeof purchase>[0], Client>>();
  });

  it("required parameters are required and optional ones optional", () => {
    type Optional<parameters, key extends keyof parameters> =
      Record<never, never> extends Pick<parameters, key> ? true : false;
    same<Equal<Optional<Given<typeof purchase>, "maxTotal">, false>>();
    same<Equal<Optional<Given<typeof purchase>, "quantity">, true>>();
    same<Equal<Optional<Given<typeof purchase>, "account">, true>>();
  });

  it("a call is typed by its function", () => {
    type Call = ReturnType<typeof getCapsule.call>;
    same<Equal<Call["functionName"], "capsuleOf">>();
    same<Equal<Call["args"], readonly [bigint]>>();
    same<Call extends ContractCall<Call["abi"][0]> ? true : false>();
  });

  it("bound to a client, no action asks for the deployment again", () => {
    type Bound = CapsuleActions["access"]["purchase"];
    same<Equal<"deployment" extends keyof Parameters<Bound>[0] ? true : false, false>>();
    same<Equal<Resolved<Bound["sync"]>["paid"], bigint>>();
    same<Equal<Parameters<CapsuleActions["keepers"]["getCurrentEpoch"]>["length"], 0 | 1>>();
  });

  it("the arguments of a contract's error are known once it is told which", () => {
    same<Equal<ContractErrorArgs<"AccessToken_SoldOut">["left"], bigint>>();
    same<Equal<ContractErrorArgs<"AccessToken_InvalidTerms">["field"], string>>();
    const error: unknown = new Error("unrelated");
    if (isContractRevert(error, "AccessToken_OfferInactive")) same<Equal<(typeof error.args)["offerId"], bigint>>();
  });
});
