import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { hexToBytes } from "viem";
import { type AccessGrant, authorizeAccess, type CapsuleAccess } from "./access/authorizeAccess.ts";
import { LicenseUsedUpError } from "./access/errors.ts";
import { LicenseGuard, type LicenseGuardOptions } from "./access/licenseGuard.ts";
import {
  checkReleasable,
  fetchManifest,
  type RegisteredCapsule,
  type ResolvedCapsule,
  registeredCapsule,
} from "./access/resolveCapsule.ts";
import { type InspectModelOptions, inspectModel } from "./artifact/inspectModel.ts";
import { verifyHeader } from "./keys/tdh2.ts";
import { decryptFile } from "./load/decryptFile.ts";
import { fetchFile } from "./load/fetchFile.ts";
import { type IndexedFile, modelFileOf } from "./load/modelFile.ts";
import { RunMeter } from "./load/runMeter.ts";
import { type CapsuleSession, guardedSession } from "./load/session.ts";
import { committedKey } from "./payload/index.ts";
import type { AccessChain, BlockReader, Engine, EngineSession, KeyService } from "./ports.ts";
import { type OnProgress, type Report, type StepRunner, stepRunner } from "./progress.ts";

/**
 * The steps of loading, in order: `resolve` and `authorise` ask the chain alone, `fetch` gets manifest and ciphertext.
 * `release` is left out for a capsule in clear.
 */
export type LoadStep = "resolve" | "authorise" | "fetch" | "release" | "decrypt" | "open";

/** What loading stands on. */
export type LoadPorts = {
  chain: AccessChain;
  /** Should cache: a file's blocks are read once to fetch them and once to decrypt them. */
  blocks: BlockReader;
  keys: KeyService;
  engine: Engine;
};

export type LoadParameters = {
  capsuleId: bigint;
  access: CapsuleAccess;
  ports: LoadPorts;
  /** Path of the model inside the capsule; needed only when there are several. */
  file?: string;
  /** Runs of a metered license to lease at a time; default 10. What a session leaves of them is lost. */
  leaseRuns?: number;
  /** Largest file to decrypt into memory; default 2 GiB. */
  maxFileBytes?: number;
  /** What models are accepted; an engine has its own limits besides. */
  inspection?: InspectModelOptions;
  /** How closely the license is watched while the session lasts. */
  guard?: LicenseGuardOptions;
  signal?: AbortSignal;
  onProgress?: OnProgress<LoadStep>;
};

const DEFAULT_LEASE = 10;

/** What the steps after `authorise` share. */
type Loading = {
  parameters: LoadParameters;
  /** For a metered license of an encrypted capsule, whose runs the keepers count. */
  meter: RunMeter | undefined;
  resolved: ResolvedCapsule;
  grant: AccessGrant;
  model: IndexedFile;
  guard: LicenseGuard;
  /** The caller's, or the end of the license. */
  signal: AbortSignal;
  step: StepRunner<LoadStep>;
};

/**
 * Opens the model of a capsule for as long as a license lasts: resolve → authorise → fetch → release → decrypt → open.
 *
 * Whoever is refused by the chain has fetched nothing and has nothing new on disk. Plaintext is only ever in memory; what
 * a later failure leaves behind is at most verified ciphertext in the cache.
 *
 * @throws AccessRefusedError's subclasses for what the chain refuses (no, expired, other capsule's license; unknown,
 *   unsealed, suspended capsule; wrong chain); manifest, block and payload errors for what was altered; KeyQuorumError
 *   and the key service's other errors; ModelFileError, ModelRejectedError, the engine's errors; the signal's reason.
 */
export async function loadCapsule(parameters: LoadParameters): Promise<CapsuleSession> {
  const { capsuleId, ports, signal, onProgress } = parameters;
  const first = stepRunner(onProgress, signal);
  const registered = await first("resolve", () => registeredCapsule(ports.chain, capsuleId, signal));
  const grant = await first("authorise", () => authorise(parameters, registered));
  const guard = watch(parameters, registered, grant);
  const signals = signal ? AbortSignal.any([signal, guard.signal]) : guard.signal;
  const step = stepRunner(onProgress, signals);
  try {
    const resolved = await step("fetch", (report) => fetchModel(parameters, registered, signals, report));
    const meter = grant.bought > 0 ? meterOf(parameters, resolved.resolved, signals) : undefined;
    const loading = { parameters, meter, grant, ...resolved, guard, signal: signals, step };
    const engine = await openModel(loading, await decryptModel(loading));
    return guardedSession({ info: infoOf(loading, engine), engine, guard, meter });
  } catch (error) {
    guard.stop();
    throw error;
  }
}

async function authorise(parameters: LoadParameters, { state, binding }: RegisteredCapsule): Promise<AccessGrant> {
  const { capsuleId, access, ports, signal } = parameters;
  const grant = await authorizeAccess({ chain: ports.chain, subject: { capsuleId, state }, access, signal });
  if (grant.bought > 0 && grant.runs === 0) throw new LicenseUsedUpError(access.licenseId, grant.bought);
  checkReleasable({ binding, state });
  return grant;
}

function watch({ capsuleId, access, ports, guard }: LoadParameters, { state }: RegisteredCapsule, grant: AccessGrant) {
  const { chain } = ports;
  const check = async (signal: AbortSignal) => {
    // Who owns the capsule counts only for access as its owner, and may have changed.
    const current = access.licenseId === 0n ? await chain.capsule(capsuleId, { signal }) : state;
    return authorizeAccess({
      chain,
      subject: { capsuleId, state: current },
      access: { account: access.account, licenseId: access.licenseId },
      signal,
    });
  };
  return new LicenseGuard({ ...guard, licenseId: access.licenseId, grant, check });
}

async function fetchModel(
  { ports, file }: LoadParameters,
  registered: RegisteredCapsule,
  signal: AbortSignal,
  report: Report,
): Promise<{ resolved: ResolvedCapsule; model: IndexedFile }> {
  const { blocks } = ports;
  const manifest = await fetchManifest({ blocks, registered, signal });
  const model = modelFileOf(manifest, file);
  await fetchFile({ blocks, file: model.file, signal, report });
  return { resolved: { ...registered, manifest }, model };
}

/** The key exists from its release to the end of this function. */
async function decryptModel({ parameters, meter, resolved, model, signal, step }: Loading): Promise<Uint8Array> {
  const { binding, manifest } = resolved;
  const { blocks } = parameters.ports;
  const { encryption } = manifest.properties.capsule;
  const getKey = (report: Report) => meter?.lease() ?? releaseKey(parameters, resolved, signal, report);
  const key = encryption && (await step("release", getKey));
  try {
    const { maxFileBytes: maxBytes } = parameters;
    return await step("decrypt", (report) =>
      decryptFile({ ...model, blocks, binding, key: key ?? undefined, maxBytes, signal, report }),
    );
  } finally {
    key?.fill(0);
  }
}

async function releaseKey(
  parameters: LoadParameters,
  resolved: ResolvedCapsule,
  signal: AbortSignal,
  report: Report,
): Promise<Uint8Array> {
  const request = keyRequestOf(parameters, resolved, signal);
  const key = await parameters.ports.keys.release({
    ...request,
    onProgress: ({ done, total, ...keeper }) => report({ done, total, keeper }),
  });
  return committedKey(key, request.keyCommitment);
}

/** Leases runs as they are needed; none for a capsule in clear, which asks no keeper. */
function meterOf(parameters: LoadParameters, resolved: ResolvedCapsule, signal: AbortSignal): RunMeter | undefined {
  if (!resolved.manifest.properties.capsule.encryption) return undefined;
  const { access, ports, leaseRuns = DEFAULT_LEASE } = parameters;
  return new RunMeter({
    license: async () => {
      const { bought, runs } = await ports.chain.license(access.licenseId, access.account, { signal });
      return { bought, settled: bought - runs };
    },
    lease: async (known) => {
      const request = keyRequestOf(parameters, resolved, signal);
      const leased = await ports.keys.lease({ ...request, ...known, runs: leaseRuns });
      return { ...leased, key: committedKey(leased.key, request.keyCommitment) };
    },
  });
}

function keyRequestOf({ access }: LoadParameters, { binding, manifest }: ResolvedCapsule, signal: AbortSignal) {
  const { encryption } = manifest.properties.capsule;
  if (!encryption) throw new TypeError("A capsule in clear has no key.");
  const header = hexToBytes(encryption.header);
  const keyCommitment = hexToBytes(encryption.keyCommitment);
  verifyHeader({ header, label: capsuleLabel(binding) });
  const { account, licenseId, sign, device } = access;
  return { binding, header, licenseId, account, sign, ...(device && { signer: device }), keyCommitment, signal };
}

/** The plaintext exists up to the end of this function; the engine has its own copy then. */
async function openModel({ parameters, signal, step }: Loading, bytes: Uint8Array): Promise<EngineSession> {
  try {
    return await step("open", async () => {
      inspectModel(bytes, parameters.inspection); // whatever engine is behind the port
      const session = await parameters.ports.engine.open(bytes, { signal });
      if (signal.aborted) await session.close(); // nobody waits for it any more
      return session;
    });
  } finally {
    if (bytes.length > 0) bytes.fill(0); // empty when the engine took the memory over
  }
}

function infoOf({ parameters, resolved, grant, model }: Loading, engine: EngineSession) {
  return {
    binding: resolved.binding,
    version: Number(resolved.state.version),
    manifest: resolved.manifest,
    path: model.file.path,
    licenseId: parameters.access.licenseId,
    rights: grant.rights,
    runs: grant.runs,
    inputs: engine.inputs,
    outputs: engine.outputs,
  };
}
