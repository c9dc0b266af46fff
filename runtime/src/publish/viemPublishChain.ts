import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { getCurrentEpoch } from "@capsule-protocol/sdk/actions/keepers/getCurrentEpoch.ts";
import { getKeeperSet } from "@capsule-protocol/sdk/actions/keepers/getKeeperSet.ts";
import { previewLink } from "@capsule-protocol/sdk/actions/registry/previewLink.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { registerDerivative } from "@capsule-protocol/sdk/actions/registry/registerDerivative.ts";
import { seal } from "@capsule-protocol/sdk/actions/registry/seal.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Account, Chain, Client, TransactionReceipt, Transport } from "viem";
import { UnknownCapsuleError } from "../access/errors.ts";
import { capsuleState, reading } from "../access/viemAccessChain.ts";
import type { PublishChain, TransactionRecord } from "../ports.ts";

/** A viem client that signs with one account. */
export type SigningClient = Client<Transport, Chain | undefined, Account>;

/** The chain behind a viem client, written to with the client's account. */
export function viemPublishChain(client: SigningClient, deployment: Deployment): PublishChain {
  const { chainId, registry } = deployment;
  const networkKey = async () => {
    const epoch = await getCurrentEpoch(client, { deployment });
    const { groupKey } = await getKeeperSet(client, { deployment, epoch });
    return { epoch, groupKey };
  };
  return {
    chainId,
    registry,
    creator: client.account.address,
    findCapsule: async (capsuleId, { signal } = {}) => {
      const state = await reading("the capsule", capsuleState(client, deployment, capsuleId), signal).catch(notUnknown);
      return state;
    },
    networkKey: ({ signal } = {}) => reading("the keepers", networkKey(), signal),
    previewLink: (parents, { signal } = {}) =>
      reading("what is owed", previewLink(client, { deployment, registrant: client.account.address, parents }), signal),
    register: async ({ parents, ...capsule }) => {
      const { receipt } =
        parents.length === 0
          ? await register.sync(client, { deployment, ...capsule })
          : await registerDerivative.sync(client, { deployment, ...capsule, parents });
      return record(receipt);
    },
    seal: async (capsuleId, seals) => {
      const signatures = seals.map(({ signature }) => signature);
      return record((await seal.sync(client, { deployment, capsuleId, signatures })).receipt);
    },
    createOffer: async (capsuleId, offer) => {
      const { receipt, offerId } = await createOffer.sync(client, { deployment, capsuleId, ...offer });
      return { ...record(receipt), offerId };
    },
  };
}

function notUnknown(error: unknown): undefined {
  if (!(error instanceof UnknownCapsuleError)) throw error;
}

/** What is kept of a receipt. */
export function record({ transactionHash, gasUsed, blockNumber }: TransactionReceipt): TransactionRecord {
  return { hash: transactionHash, gasUsed, blockNumber };
}
