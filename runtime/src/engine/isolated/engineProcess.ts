import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex, Readable } from "node:stream";
import { EngineClosedError, EngineCrashedError, EngineTimeoutError } from "../errors.ts";
import { FrameReader, type ResponseFrame } from "./frameReader.ts";
import { frame, type Request } from "./frames.ts";
import { sandboxedNode } from "./sandbox.ts";

/** What one request may take, and what it is called when it takes longer. */
export type RequestOptions = { task: string; timeoutMs: number; signal: AbortSignal | undefined };

type Pending = { resolve: (frame: ResponseFrame) => void; reject: (reason: unknown) => void };

const outputKept = 2000;

/** Processes that are alive, so that none outlives this one when it ends in good order. */
const alive = new Set<EngineProcess>();
process.on("exit", () => {
  for (const engine of alive) engine.abandon();
});

/** One sandboxed process and its channel: answers one request at a time, and is gone after the first thing that goes wrong. */
export class EngineProcess {
  /** Settles when the process has ended and nothing of it is left. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #frames: FrameReader;
  #folderLeft = true;
  #pending: Pending | undefined;
  /** Why the process was told to end. */
  #reason: unknown;
  #output = "";

  constructor(maxMemory: number) {
    this.#frames = new FrameReader(maxMemory);
    const script = join(import.meta.dirname, "child.ts");
    const { command, args } = sandboxedNode({ script, args: [String(process.pid)], maxMemory });
    this.#folder = mkdtempSync(join(tmpdir(), "capsule-engine-"));
    this.#child = spawn(command, args, { cwd: this.#folder, env: {}, stdio: ["ignore", "ignore", "pipe", "pipe"] });
    alive.add(this);
    this.gone = this.#watch();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a request and waits for its answer; whatever keeps the answer from coming ends the process. */
  async request(header: Request, body: readonly Uint8Array[], options: RequestOptions): Promise<ResponseFrame> {
    const { task, timeoutMs, signal } = options;
    signal?.throwIfAborted();
    if (this.#reason !== undefined) throw this.#endedBefore();
    const abort = () => this.end(signal?.reason);
    const timer = setTimeout(() => this.end(new EngineTimeoutError(task, timeoutMs)), timeoutMs);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await new Promise<ResponseFrame>((resolve, reject) => {
        this.#pending = { resolve, reject };
        const channel = this.#channel();
        channel?.cork();
        for (const part of frame(header, body)) channel?.write(part);
        channel?.uncork();
      });
    } finally {
      this.#pending = undefined;
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Kills the process; a request that is under way rejects with the reason. */
  end(reason: unknown): void {
    this.#reason ??= reason;
    this.#child.kill("SIGKILL");
    this.#pending?.reject(this.#reason);
  }

  /** Kills the process while this one is ending and can wait for nothing. */
  abandon(): void {
    this.#child.kill("SIGKILL");
    this.#removeFolder();
  }

  /** A process that ended by itself between two requests says why; one that was told to is closed. */
  #endedBefore(): Error {
    return this.#reason instanceof EngineCrashedError ? this.#reason : new EngineClosedError();
  }

  /** Missing when the system had no room for another process; its "error" event says so. */
  #channel(): Duplex | undefined {
    return this.#child.stdio?.[3] as Duplex | undefined;
  }

  #watch(): Promise<void> {
    const child = this.#child;
    this.#channel()?.on("data", (chunk: Uint8Array) => this.#receive(chunk));
    // A broken pipe is told by the process' end, which follows.
    this.#channel()?.on("error", () => undefined);
    (child.stderr as Readable | null)?.setEncoding("utf8").on("data", (text: string) => {
      this.#output = (this.#output + text).slice(-outputKept);
    });
    return new Promise((resolve) => {
      const ended = (detail: string, cause?: unknown) => {
        alive.delete(this);
        this.#removeFolder();
        this.end(new EngineCrashedError(detail, this.#output, cause));
        resolve();
      };
      child.once("error", (error) => ended("it could not be started", error));
      child.once("close", (code, signal) => ended(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
  }

  #receive(chunk: Uint8Array): void {
    // The process has started, so it no longer needs the name of the folder that it stands in.
    this.#removeFolder();
    try {
      const complete = this.#frames.push(chunk);
      if (complete !== undefined) this.#pending?.resolve(complete);
    } catch (error) {
      this.end(new EngineCrashedError("its answer was malformed", this.#output, error));
    }
  }

  #removeFolder(): void {
    if (!this.#folderLeft) return;
    try {
      rmdirSync(this.#folder);
      this.#folderLeft = false;
    } catch {
      // Some systems keep a folder while a process stands in it; it is tried again when the process has ended.
    }
  }
}
