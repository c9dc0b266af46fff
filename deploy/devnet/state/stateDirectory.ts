// The directory in which a local stack outlives its processes.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeFileAtomic } from "@capsule-protocol/runtime/keeper/store/atomicFile.ts";
import { lockDirectory } from "@capsule-protocol/runtime/keeper/store/directoryLock.ts";
import { DataDirectoryLockedError } from "@capsule-protocol/runtime/keeper/store/errors.ts";
import { addressField, wordField } from "@capsule-protocol/sdk/jsonFields.ts";
import { z } from "zod";
import { StateInUseError, StateUnusableError } from "../errors.ts";
import type { Startup } from "../startup.ts";

const FORMAT = "local stack of Capsule Protocol";
/** Goes up with each change of what is in such a directory. */
const VERSION = 1;
const FILE = "state.json";
const LOCK = "stack.lock";
/** What a stack writes there before its first start is complete. */
const LEFTOVER = /^(blocks|deployment\.json(\.part)?|chain\.json\.gz.*|open-order\.json|(keeper|account)-\d+.*)$/;
/** The processes of a stack that was killed need a moment to end. */
const ENDING_MS = 4_000;
const POLL_MS = 100;

const keptSchema = z.strictObject({
  /** Of the contracts that were deployed. */
  fingerprint: wordField,
  threshold: z.int().min(1),
  priceFeed: addressField,
  keepers: z.array(z.strictObject({ url: z.url(), operator: addressField, transportKey: wordField })).min(1),
});
const headSchema = z.looseObject({ format: z.literal(FORMAT), version: z.int() });
const stateSchema = z.strictObject({ format: z.literal(FORMAT), version: z.int(), kept: keptSchema.nullable() });

/** What of a stack can't be had from its chain or its other files. */
export type KeptStack = z.infer<typeof keptSchema>;

export type StateDirectory = {
  path: string;
  /** What an earlier run kept; undefined where there was none, or its start was not completed. */
  kept: KeptStack | undefined;
  /** The start is complete: what is in the directory now can be gone on from. */
  complete: (kept: KeptStack) => Promise<void>;
};

/**
 * Takes a directory for a stack's state, and makes it where it is missing.
 *
 * @throws StateUnusableError, StateInUseError
 */
export async function openState(start: Startup, directory: string): Promise<StateDirectory> {
  const path = resolve(directory);
  requireOurs(path);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  start.onClosed(await lock(start, path));
  const kept = readState(path);
  const write = (state: KeptStack | null) =>
    writeFileAtomic(
      join(path, FILE),
      `${JSON.stringify({ format: FORMAT, version: VERSION, kept: state }, null, 2)}\n`,
    );
  if (kept === undefined) {
    for (const name of readdirSync(path)) if (LEFTOVER.test(name)) rmSync(join(path, name), { recursive: true });
    await write(null);
  }
  return { path, kept, complete: write };
}

/** Nothing is ever written among files of somebody else. */
function requireOurs(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) throw new StateUnusableError(path, "it is not a directory");
  const names = readdirSync(path);
  if (names.includes(FILE)) readState(path);
  else if (!names.every((name) => name.startsWith(LOCK) || name.startsWith(FILE))) {
    throw new StateUnusableError(path, "it has other files in it");
  }
}

async function lock({ guard, signal }: Startup, path: string): Promise<() => Promise<void>> {
  // The warden ends last: what a killed stack left running may still write.
  const options = { name: LOCK, processId: guard.wardenId ?? process.pid };
  for (const end = Date.now() + ENDING_MS; ; await sleep(POLL_MS, undefined, { signal })) {
    try {
      return await lockDirectory(path, options);
    } catch (error) {
      if (!(error instanceof DataDirectoryLockedError)) throw error;
      if (Date.now() > end) throw new StateInUseError(path, error.processId, error);
    }
  }
}

function readState(path: string): KeptStack | undefined {
  const content = parse(path);
  if (content === undefined) return undefined;
  const head = headSchema.safeParse(content);
  if (!head.success) throw new StateUnusableError(path, `its ${FILE} is something else`, head.error);
  const { version } = head.data;
  if (version !== VERSION) throw new StateUnusableError(path, `it is of version ${version}, and this is ${VERSION}`);
  const state = stateSchema.safeParse(content);
  if (!state.success) throw new StateUnusableError(path, `its ${FILE} is damaged`, state.error);
  return state.data.kept ?? undefined;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(path, FILE), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new StateUnusableError(path, `its ${FILE} can't be read`, error);
  }
}
