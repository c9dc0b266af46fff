import { digestToCid } from "@capsule-protocol/sdk/digest.ts";
import { verifyManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { CapsuleState } from "../ports.ts";
import { AlreadyPublishedError, SaltInUseError } from "./errors.ts";
import type { Described, Publishing } from "./publishing.ts";
import { hashFile } from "./storeFile.ts";

/**
 * Takes up a capsule that is registered but not sealed, if it is the one that is being published.
 *
 * @throws AlreadyPublishedError when there is nothing left to do; SaltInUseError when it is another one.
 */
export async function resumeCapsule(
  { parameters, binding, step }: Publishing,
  state: CapsuleState,
): Promise<Described> {
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
