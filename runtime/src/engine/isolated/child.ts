/**
 * The process that holds the model: reads requests from file descriptor 3 and writes the answers back, one by one, until
 * the other side closes. It knows ONNX Runtime and the frames, and nothing else: no key, no license, no capsule.
 */
import { readSync, writevSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type OrtModel, openOrtModel } from "../ort.ts";
import { describeTensors, frame, prefixBytes, type Request, type Response, readPrefix, viewTensors } from "./frames.ts";

const channel = 3;
let model: OrtModel | undefined;
/** Inputs are read into the same memory every time; ONNX Runtime has copied them when a run ends. */
let inputs = Buffer.alloc(0);

// Interrupts from the terminal reach every process of the group; ending is for the parent to decide.
process.on("SIGINT", () => undefined);
new Worker(new URL("./watch.ts", import.meta.url), { workerData: Number(process.argv[2]) });

for (;;) {
  const request = readRequest();
  if (request === undefined) break;
  write(await answer(request.header, request.body));
}
process.exit();

async function answer(request: Request, body: Uint8Array): Promise<Uint8Array[]> {
  try {
    if (request.type === "open") {
      model = await openOrtModel(body.subarray(0, request.bytes));
      return frame({ type: "opened" }, []);
    }
    const outputs = await (model as OrtModel).run(viewTensors(request.tensors, body));
    const { headers, body: data } = describeTensors(outputs);
    return frame({ type: "outputs", tensors: headers }, data);
  } catch (error) {
    const failed: Response = { type: "failed", message: String(error instanceof Error ? error.message : error) };
    return frame(failed, []);
  }
}

function readRequest(): { header: Request; body: Uint8Array } | undefined {
  const prefix = Buffer.alloc(prefixBytes);
  if (!fill(prefix)) return undefined;
  const { headerLength, bodyLength } = readPrefix(prefix);
  const json = Buffer.alloc(headerLength);
  if (!fill(json)) return undefined;
  const header = JSON.parse(json.toString()) as Request;
  // A model is read once and let go; inputs come again and again.
  if (header.type === "run" && inputs.length < bodyLength) inputs = Buffer.allocUnsafeSlow(bodyLength);
  const body = header.type === "run" ? inputs.subarray(0, bodyLength) : Buffer.allocUnsafeSlow(bodyLength);
  return fill(body) ? { header, body } : undefined;
}

/** Waits until the buffer is full; false when the other side closed. */
function fill(buffer: Uint8Array): boolean {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(channel, buffer, filled, buffer.length - filled, null);
    if (count === 0) return false;
    filled += count;
  }
  return true;
}

function write(parts: Uint8Array[]): void {
  let left = parts;
  while (left.length > 0) left = unwritten(left, writevSync(channel, left));
}

function unwritten(parts: Uint8Array[], written: number): Uint8Array[] {
  let rest = written;
  for (const [i, part] of parts.entries()) {
    if (rest < part.length) return [part.subarray(rest), ...parts.slice(i + 1)];
    rest -= part.length;
  }
  return [];
}
