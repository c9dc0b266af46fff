import type { EngineSession, Tensor } from "../../src/engine/engine.ts";
import { decode, encode, vocabulary } from "./grammar.ts";
import { shape } from "./network.ts";

/** The text that follows `prompt`, each time the likeliest character, until the tale ends or `length` is reached. */
export async function continueText(
  session: EngineSession,
  prompt: string,
  length: number,
  options: { signal?: AbortSignal } = {},
): Promise<string> {
  const tokens = encode(prompt);
  for (let i = 0; i < length; i++) {
    const seen = tokens.slice(-shape.context);
    const feeds: Record<string, Tensor> = {
      tokens: { type: "int64", dims: [1, seen.length], data: BigInt64Array.from(seen, BigInt) },
    };
    const { logits } = await session.run(feeds, options);
    const last = ((logits as Tensor).data as Float32Array).subarray(-vocabulary.length);
    const next = last.indexOf(Math.max(...last));
    if (decode([next]) === "\n") break;
    tokens.push(next);
  }
  return decode(tokens.slice(prompt.length));
}
