import type { Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import { computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { ManifestModel } from "@capsule-protocol/sdk/manifest/index.ts";
import type { CapsuleState, Seal, TransactionRecord } from "./ports.ts";
import { stepRunner } from "./progress.ts";
import { describeModel } from "./publish/describeModel.ts";
import { PublicationInterruptedError } from "./publish/errors.ts";
import type { Described, PublishedCapsule, Publishing, PublishParameters } from "./publish/publishing.ts";
import { resumeCapsule } from "./publish/resumeCapsule.ts";
import { storeCapsule } from "./publish/storeCapsule.ts";

export type { PublishedCapsule, PublishParameters, PublishPorts, PublishStep } from "./publish/publishing.ts";

/**
 * Publishes a capsule: encrypts and stores its files, has keepers seal them, and registers, seals and offers it on chain.
 *
 * Nothing is written to the chain before everything that can fail outside it has succeeded. A call that was interrupted
 * after registration goes on when it is repeated with the same account, salt and files.
 *
 * @throws AlreadyPublishedError, SaltInUseError; ContractRevertError when it can't be linked to its parents;
 *   PublicationInvalidError, ManifestMalformedError, ModelRejectedError
 *   before anything is stored on chain; SealQuorumError; PublicationInterruptedError once it is registered, with the
 *   capsule's id and the cause; the signal's reason.
 */
export async function publishCapsule(parameters: PublishParameters): Promise<PublishedCapsule> {
  const { ports, salt, signal, onProgress, encrypted = true } = parameters;
  const { chainId, registry, creator } = ports.chain;
  const binding = { chainId, registry, capsuleId: computeCapsuleId({ chainId, registry, creator, salt }) };
  const step = stepRunner(onProgress, signal);
  const publishing = { parameters, binding, step };
  const { state, model, lineage } = await step("prepare", () => prepare(publishing));
  const described = state ? await resumeCapsule(publishing, state) : await storeCapsule(publishing, model);
  const seals = encrypted ? await endorse(publishing, described) : [];
  const published = await writeToChain(publishing, described, seals, state !== undefined);
  return lineage ? { ...published, lineage } : published;
}

type Prepared = { state?: CapsuleState; model?: ManifestModel; lineage?: Lineage };

/** What is on chain already, what a derivative will owe, and what the files are. */
async function prepare({ parameters, binding }: Publishing): Promise<Prepared> {
  const { publication, files, ports, parents = [], onLineage, signal } = parameters;
  const state = await ports.chain.findCapsule(binding.capsuleId, { signal });
  if (state) return { state };
  const lineage = parents.length > 0 ? await ports.chain.previewLink(parents, { signal }) : undefined;
  if (lineage) onLineage?.(lineage);
  const model = await describeModel(publication, files, signal);
  return { ...(model && { model }), ...(lineage && { lineage }) };
}

/** Asks for seals before registration, so that keepers that are away leave no half-published capsule on chain. */
function endorse({ parameters, binding, step }: Publishing, { bytes }: Described): Promise<Seal[]> {
  const { ports, signal } = parameters;
  return step("endorse", (report) =>
    ports.seals.seal({
      binding,
      version: 1,
      manifest: bytes,
      signal,
      onProgress: ({ done, total, ...keeper }) => report({ done, total, keeper }),
    }),
  );
}

async function writeToChain(
  { parameters, binding, step }: Publishing,
  { manifest, digest }: Described,
  seals: readonly Seal[],
  resumed: boolean,
): Promise<PublishedCapsule> {
  const { ports, salt, royaltyBps = 0, encrypted = true, parents = [], offers = [] } = parameters;
  const { capsuleId } = binding;
  const transactions: PublishedCapsule["transactions"] = [];
  const offerIds: bigint[] = [];
  const write = async (name: "register" | "seal" | "offer", send: () => Promise<TransactionRecord>) => {
    const started = resumed || transactions.length > 0;
    const failed = (cause: unknown) => {
      throw started ? new PublicationInterruptedError(capsuleId, name, cause) : cause;
    };
    transactions.push({ ...(await step(name, send).catch(failed)), step: name });
  };
  if (!resumed) {
    const capsule = { salt, manifestDigest: digest, encrypted, royaltyBps, parents };
    await write("register", () => ports.chain.register(capsule));
  }
  if (encrypted) await write("seal", () => ports.chain.seal(capsuleId, seals));
  for (const offer of offers) {
    await write("offer", async () => {
      const { offerId, ...record } = await ports.chain.createOffer(capsuleId, offer);
      offerIds.push(offerId);
      return record;
    });
  }
  return { binding, manifest, manifestDigest: digest, offerIds, transactions, seals, resumed };
}
