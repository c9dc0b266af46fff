import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { z } from "zod";
import { writeFileAtomic } from "../../keeper/store/atomicFile.ts";
import type { ResolvedCapsule } from "../access/resolveCapsule.ts";

/** A capsule whose files were pulled: what `ls` and `rm` need to know of it, in the cache directory beside its blocks. */
const recordSchema = z.strictObject({
  chainId: z.int(),
  registry: z.string(),
  capsuleId: z.string(),
  version: z.int(),
  manifestDigest: z.string().regex(/^0x[0-9a-f]{64}$/),
  name: z.string(),
  files: z.array(z.strictObject({ path: z.string(), cid: z.string(), storedSize: z.number() })),
});

export type PulledCapsule = z.infer<typeof recordSchema>;

/** Notes that a capsule's files were pulled; an older version's note is replaced. */
export async function recordPull(directory: string, { binding, state, manifest }: ResolvedCapsule): Promise<void> {
  const pulled: PulledCapsule = {
    chainId: binding.chainId,
    registry: binding.registry,
    capsuleId: capsuleIdToHex(binding.capsuleId),
    version: Number(state.version),
    manifestDigest: state.manifestDigest,
    name: manifest.name,
    files: manifest.properties.capsule.files.map(({ path, cid, storedSize }) => ({ path, cid, storedSize })),
  };
  const path = pathOf(directory, pulled);
  await mkdir(folderOf(directory), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, JSON.stringify(pulled));
}

/** All capsules that were pulled, by name. */
export async function listPulled(directory: string): Promise<PulledCapsule[]> {
  const names = await readdir(folderOf(directory)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const pulled: PulledCapsule[] = [];
  for (const name of names.filter((entry) => entry.endsWith(".json"))) {
    const record = recordSchema.safeParse(parseJson(await readFile(join(folderOf(directory), name), "utf8")));
    if (record.success) pulled.push(record.data);
  }
  return pulled.sort((left, right) => left.name.localeCompare(right.name));
}

export async function forgetPull(directory: string, pulled: PulledCapsule): Promise<void> {
  await rm(pathOf(directory, pulled), { force: true });
}

function folderOf(directory: string): string {
  return join(directory, "capsules");
}

function pathOf(directory: string, { chainId, registry, capsuleId }: PulledCapsule): string {
  return join(folderOf(directory), `${chainId}-${registry.toLowerCase()}-${capsuleId}.json`);
}

/** A note that was damaged is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
