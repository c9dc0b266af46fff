import { type CapsuleBinding, capsuleLabel, computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { digestToCid, manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import {
  encodeManifest,
  type Manifest,
  type ManifestFile,
  type ManifestModel,
  verifyManifest,
} from "@capsule-protocol/sdk/manifest/index.ts";
import { bytesToHex, type Hex, hexToBytes, stringToBytes } from "viem";
import { encryptKey } from "./keys/tdh2.ts";
import { keyCommitment } from "./payload/index.ts";
import type {
  BlockReader,
  BlockWriter,
  CapsuleState,
  PublishChain,
  Seal,
  SealService,
  TransactionRecord,
} from "./ports.ts";
import { type OnProgress, type StepRunner, stepRunner } from "./progress.ts";
import { describeModel } from "./publish/describeModel.ts";
import { AlreadyPublishedError, PublicationInterruptedError, SaltInUseError } from "./publish/errors.ts";
import type { OfferInput } from "./publish/offer.ts";
import { composeManifest, type Publication } from "./publish/publication.ts";
import type { SourceFile } from "./publish/sourceFile.ts";
import { hashFile, storeFile } from "./publish/storeFile.ts";
import { importBlock } from "./storage/importFile.ts";

/**
 * The steps of publishing, in order. `prepare` looks at the chain and the files, `store` encrypts and stores the files,
 * `describe` stores license text and manifest, `endorse` has keepers sign, and only the last three write to the chain.
 * `endorse` and `seal` are left out for a capsule in clear.
 */
export type PublishStep = "prepare" | "store" | "describe" | "endorse" | "register" | "seal" | "offer";

/** What publishing stands on. */
export type PublishPorts = {
  chain: PublishChain;
  /** Where the capsule is stored; read only when publishing goes on after an interruption. */
  blocks: BlockReader & BlockWriter;
  seals: SealService;
};

export type PublishParameters = {
  /** 32 bytes, chosen by the creator, once per capsule: with the account it makes the capsule's id. */
  salt: Hex;
  publication: Publication;
  /** At least one. */
  files: readonly SourceFile[];
  /** Default true; false stores the files readable by everyone. */
  encrypted?: boolean;
  /** Royalty on resales of the capsule's own token, in bps; default 0. */
  royaltyBps?: number;
  /** Offers to make at once. */
  offers?: readonly OfferInput[];
  ports: PublishPorts;
  signal?: AbortSignal;
  onProgress?: OnProgress<PublishStep>;
};

export type PublishedCapsule = {
  binding: CapsuleBinding;
  manifest: Manifest;
  manifestDigest: Hex;
  offerIds: bigint[];
  /** Transactions of this call, in order. */
  transactions: (TransactionRecord & { step: "register" | "seal" | "offer" })[];
  /** Keepers whose seals were submitted; empty for a capsule in clear. */
  seals: readonly Seal[];
  /** Whether the capsule had been registered before, by a call that was interrupted. */
  resumed: boolean;
};

type Publishing = { parameters: PublishParameters; binding: CapsuleBinding; step: StepRunner<PublishStep> };
/** A manifest as it is stored. */
type Described = { manifest: Manifest; bytes: Uint8Array; digest: Hex };

/**
 * Publishes a capsule: encrypts and stores its files, has keepers seal them, and registers, seals and offers it on chain.
 *
 * Nothing is written to the chain before everything that can fail outside it has succeeded. A call that was interrupted
 * after registration goes on when it is repeated with the same account, salt and files.
 *
 * @throws AlreadyPublishedError, SaltInUseError; PublicationInvalidError, ManifestMalformedError, ModelRejectedError
 *   before anything is stored on chain; SealQuorumError; PublicationInterruptedError once it is registered, with the
 *   capsule's id and the cause; the signal's reason.
 */
export async function publishCapsule(parameters: PublishParameters): Promise<PublishedCapsule> {
  const { ports, salt, signal, onProgress, encrypted = true } = parameters;
  const { chainId, registry, creator } = ports.chain;
  const binding = { chainId, registry, capsuleId: computeCapsuleId({ chainId, registry, creator, salt }) };
  const step = stepRunner(onProgress, signal);
  const publishing = { parameters, binding, step };
  const { state, model } = await step("prepare", () => prepare(publishing));
  const described = state ? await registered(publishing, state) : await storeAll(publishing, model);
  const seals = encrypted ? await endorse(publishing, described) : [];
  return writeToChain(publishing, described, seals, state !== undefined);
}

/** What is on chain already, and what the files are. */
async function prepare({ parameters, binding }: Publishing): Promise<{ state?: CapsuleState; model?: ManifestModel }> {
  const { publication, files, ports, signal } = parameters;
  const state = await ports.chain.findCapsule(binding.capsuleId, { signal });
  if (state) return { state };
  const model = await describeModel(publication, files, signal);
  return model ? { model } : {};
}

/** Takes up a capsule that is registered but not sealed, if it is the one that is being published. */
async function registered({ parameters, binding, step }: Publishing, state: CapsuleState): Promise<Described> {
  const { files, ports, signal, encrypted = true } = parameters;
  const { capsuleId } = binding;
  if (state.isSealed || !state.encrypted || state.version !== 1n) throw new AlreadyPublishedError(capsuleId);
  if (!encrypted) throw new SaltInUseError(capsuleId, "it is encrypted");
  return step("describe", async () => {
    const digest = state.manifestDigest;
    const bytes = await ports.blocks.get(digestToCid(digest), { signal }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new SaltInUseError(capsuleId, "its manifest can't be read here", cause);
    });
    const manifest = verifyManifest(bytes, digest);
    const stored = manifest.properties.capsule.files;
    if (stored.length !== files.length) throw new SaltInUseError(capsuleId, `it has ${stored.length} files`);
    for (const [index, source] of files.entries()) {
      const entry = stored[index];
      if (entry?.path !== source.path || entry.sha256 !== (await hashFile(source, signal))) {
        throw new SaltInUseError(capsuleId, `${source.path} differs`);
      }
    }
    return { manifest, bytes, digest };
  });
}

/** Everything before the chain: encrypts and stores the files, the license text and the manifest. */
async function storeAll(
  { parameters, binding, step }: Publishing,
  model: ManifestModel | undefined,
): Promise<Described> {
  const { publication, files, ports, signal, encrypted = true } = parameters;
  const { blocks, chain } = ports;
  const network = encrypted ? await chain.networkKey({ signal }) : undefined;
  const key = network && crypto.getRandomValues(new Uint8Array(32));
  try {
    const encryption = network && key ? encryptionOf(network, key, binding) : null;
    const stored = await step("store", async (report) => {
      const entries: ManifestFile[] = [];
      for (const [index, source] of files.entries()) {
        entries.push(await storeFile({ blocks, binding, source, index, key, signal, report }));
      }
      return entries;
    });
    return await step("describe", async () => {
      const license = await storeText(blocks, publication.license.text, signal);
      const manifest = composeManifest({ publication, binding, files: stored, encryption, model, license });
      const bytes = encodeManifest(manifest);
      await importBlock(blocks, bytes, { signal });
      return { manifest, bytes, digest: manifestDigest(bytes) };
    });
  } finally {
    key?.fill(0);
  }
}

function encryptionOf(network: { epoch: bigint; groupKey: Hex }, key: Uint8Array, binding: CapsuleBinding) {
  const { epoch, groupKey } = network;
  const header = encryptKey({ groupKey: hexToBytes(groupKey), key, label: capsuleLabel(binding) });
  return {
    payload: "aes256-gcm-hkdf-1mb",
    key: "tdh2-ristretto255",
    epoch: Number(epoch),
    groupKey,
    header: bytesToHex(header),
    keyCommitment: bytesToHex(keyCommitment(key)),
  } as const;
}

async function storeText(blocks: BlockWriter, text: string, signal: AbortSignal | undefined) {
  const bytes = stringToBytes(text);
  const cid = await importBlock(blocks, bytes, { signal });
  return { sha256: manifestDigest(bytes), cid: cid.toString() };
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
  const { ports, salt, royaltyBps = 0, encrypted = true, offers = [] } = parameters;
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
    await write("register", () => ports.chain.register({ salt, manifestDigest: digest, encrypted, royaltyBps }));
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
