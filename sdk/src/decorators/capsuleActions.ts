import type { Client, Log } from "viem";
import * as access from "../actions/access/index.ts";
import * as disputes from "../actions/disputes/index.ts";
import * as governance from "../actions/governance/index.ts";
import * as keepers from "../actions/keepers/index.ts";
import * as market from "../actions/market/index.ts";
import * as oracle from "../actions/oracle/index.ts";
import * as registry from "../actions/registry/index.ts";
import * as royalty from "../actions/royalty/index.ts";
import * as training from "../actions/training/index.ts";
import * as usage from "../actions/usage/index.ts";
import type { Deployment } from "../deployment.ts";

const domains = { access, disputes, governance, keepers, market, oracle, registry, royalty, training, usage };

type Action = (client: Client, parameters: never) => unknown;
type Unbound<parameters> = Omit<parameters, "deployment">;

/** A function over (client, parameters) as one over parameters alone, optional if none of them is required. */
type BoundFunction<fn> = fn extends (client: Client, parameters: infer parameters) => infer result
  ? Record<never, never> extends Unbound<parameters>
    ? (parameters?: Unbound<parameters>) => result
    : (parameters: Unbound<parameters>) => result
  : fn extends (logs: readonly Log[], options: { deployment: Deployment }) => infer result
    ? (logs: readonly Log[]) => result
    : fn extends (parameters: infer parameters) => infer result
      ? (parameters: Unbound<parameters>) => result
      : never;

/** An action and what it carries (`sync`, `simulate`, `estimateGas`, `call`, `extractEvent` or `extractEvents`), bound. */
type BoundAction<action> = BoundFunction<action> & { [key in keyof action]: BoundFunction<action[key]> };
type BoundActions<actions> = { [name in keyof actions]: BoundAction<actions[name]> };

/** What `capsuleActions` adds to a client, by domain. */
export type CapsuleActions = { [domain in keyof typeof domains]: BoundActions<(typeof domains)[domain]> };

/**
 * Adds every action to a client, bound to one deployment.
 *
 * @example
 * const client = createWalletClient({ account, chain, transport }).extend(capsuleActions({ deployment }));
 * const { licenseId } = await client.access.purchase.sync({ offerId, maxTotal });
 */
export function capsuleActions({ deployment }: { deployment: Deployment }): (client: Client) => CapsuleActions {
  return (client) => {
    const bound = Object.entries(domains).map(([domain, actions]) => [
      domain,
      Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, bind(action, client, deployment)])),
    ]);
    return Object.fromEntries(bound) as CapsuleActions;
  };
}

function bind(action: Action, client: Client, deployment: Deployment) {
  const withClient = (fn: Action) => (parameters?: object) => fn(client, { ...parameters, deployment } as never);
  const members = Object.entries(action).map(([name, member]) => {
    if (name === "call") return [name, (parameters: object) => member({ ...parameters, deployment })];
    if (name.startsWith("extract")) return [name, (logs: readonly Log[]) => member(logs, { deployment })];
    return [name, withClient(member)];
  });
  return Object.assign(withClient(action), Object.fromEntries(members));
}
