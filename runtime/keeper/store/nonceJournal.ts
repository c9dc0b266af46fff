import { type Address, encodePacked, type Hex, keccak256 } from "viem";
import { z } from "zod";
import { type AppendFile, openAppendFile } from "./appendFile.ts";
import { writeFileAtomic } from "./atomicFile.ts";
import { NonceJournalCorruptError } from "./errors.ts";
import { readLinesAndMend } from "./lines.ts";

/** Why a nonce is not free. */
export type NonceRefusal = "used" | "expired" | "full";

/** Which requests were answered, as long as they could be sent again; survives restarts. */
export type NonceJournal = {
  /** Whether a request could still be accepted; changes nothing, so that nobody can burn another's nonce. */
  check(request: NonceUse): NonceRefusal | undefined;
  /**
   * Takes the nonce at once, so that of two identical requests at the same time only one gets it.
   *
   * @returns the refusal, or a promise that resolves when the use is on the disk.
   */
  consume(request: NonceUse): NonceRefusal | Promise<void>;
  close(): Promise<void>;
};

/** The nonce of one request; `issuedAt` is Unix time in seconds. Nonces count per account. */
export type NonceUse = { account: Address; nonce: Hex; issuedAt: bigint };

export type NonceJournalOptions = {
  path: string;
  /** Seconds after `issuedAt` for which a request is valid. */
  windowSeconds: number;
  /** Uses kept at most; beyond, requests are refused rather than forgotten. */
  maxEntries: number;
  /** When the last request was answered, Unix time in seconds; null for never. Counts when the journal was lost. */
  lastAnswer: number | null;
  /** Unix time in milliseconds. */
  now: () => number;
};

/** `floor`: nothing issued until then is accepted. `forgotten`: second of the last clearing. */
type State = { used: Map<Hex, bigint>; floor: bigint; linesOnDisk: number; forgotten: number };

const entrySchema = z.union([
  z.strictObject({ used: z.string().regex(/^0x[0-9a-f]{64}$/), issuedAt: z.int().min(0) }),
  z.strictObject({ floor: z.int().min(0) }),
]);

// A use is kept for twice the window, which absorbs a clock set back by as much. Beyond that the floor takes over: once
// a use is forgotten, nothing issued until then is accepted again, however far the clock is set back.
const KEEP_FACTOR = 2;
const COMPACT_FROM_LINES = 4096;

/**
 * Opens the journal of used nonces.
 *
 * @throws NonceJournalCorruptError
 */
export async function openNonceJournal(options: NonceJournalOptions): Promise<NonceJournal> {
  const state = await readState(options.path);
  if (state.linesOnDisk === 0 && options.lastAnswer !== null) {
    state.floor = BigInt(options.lastAnswer + options.windowSeconds);
  }
  forget(state, options);
  await writeFileAtomic(options.path, serialize(state));
  state.linesOnDisk = state.used.size + 1;
  const file = compactingFile(options.path, state, await openAppendFile(options.path));

  const check = (use: NonceUse): NonceRefusal | undefined => {
    forget(state, options);
    if (state.used.has(nonceKey(use))) return "used";
    if (use.issuedAt <= state.floor) return "expired";
    return state.used.size >= options.maxEntries ? "full" : undefined;
  };
  return {
    check,
    consume: (use) => {
      const refusal = check(use);
      if (refusal) return refusal;
      state.used.set(nonceKey(use), use.issuedAt);
      return file.append(JSON.stringify({ used: nonceKey(use), issuedAt: Number(use.issuedAt) }));
    },
    close: () => file.close(),
  };
}

async function readState(path: string): Promise<State> {
  const { lines } = await readLinesAndMend(path);
  const state: State = { used: new Map(), floor: 0n, linesOnDisk: lines.length, forgotten: 0 };
  for (const [index, line] of lines.entries()) {
    try {
      const entry = entrySchema.parse(JSON.parse(line));
      if ("floor" in entry) state.floor = BigInt(entry.floor);
      else state.used.set(entry.used as Hex, BigInt(entry.issuedAt));
    } catch {
      throw new NonceJournalCorruptError(path, index + 1);
    }
  }
  return state;
}

function forget(state: State, { windowSeconds, now }: NonceJournalOptions): void {
  const second = Math.floor(now() / 1000);
  if (second === state.forgotten) return;
  state.forgotten = second;
  const oldest = BigInt(second - KEEP_FACTOR * windowSeconds);
  for (const [key, issuedAt] of state.used) {
    if (issuedAt >= oldest) continue;
    state.used.delete(key);
    if (issuedAt > state.floor) state.floor = issuedAt;
  }
}

function serialize(state: State): string {
  const lines = [...state.used].map(([used, issuedAt]) => JSON.stringify({ used, issuedAt: Number(issuedAt) }));
  return [JSON.stringify({ floor: Number(state.floor) }), ...lines, ""].join("\n");
}

/** Rewrites the journal with only what still counts whenever it has grown to more than twice that. */
function compactingFile(path: string, state: State, opened: AppendFile): AppendFile {
  let file = opened;
  let ready: Promise<void> = Promise.resolve();
  const compact = async () => {
    await file.close();
    // Uses taken meanwhile are part of the state already; their own lines follow once more, which does no harm.
    state.linesOnDisk = state.used.size + 1;
    await writeFileAtomic(path, serialize(state));
    file = await openAppendFile(path);
  };
  return {
    append: (line) => {
      state.linesOnDisk += 1;
      if (state.linesOnDisk > COMPACT_FROM_LINES && state.linesOnDisk > 2 * state.used.size) {
        ready = ready.then(compact);
      }
      const written = ready.then(() => file.append(line));
      return written;
    },
    close: () => ready.then(() => file.close()),
  };
}

function nonceKey({ account, nonce }: NonceUse): Hex {
  return keccak256(encodePacked(["address", "bytes32"], [account, nonce]));
}
