import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Network } from "./network.ts";
import { type LoadOptions, load, loadPorts } from "./scene.ts";

type Refused = (
  code: string,
  message: RegExp,
  changes?: Partial<LoadOptions> & { directory?: string },
  left?: "nothing" | "ciphertext",
) => Promise<void>;

/** Loads with an empty cache; asserts the error's code, sentence and hint, and what the cache has afterwards. */
export function refusedLoad(licensed: () => { net: Network } & Pick<LoadOptions, "capsuleId" | "licenseId">): Refused {
  return async (code, message, changes = {}, left = "nothing") => {
    const { net, ...held } = licensed();
    const { directory = net.directory(), ports, ...rest } = changes;
    const all = { ...loadPorts(net, directory), ...ports };
    const error = await load(net, { ...held, ports: all, ...rest }).then(
      async (session) => {
        await session.close();
        assert.fail("it was not refused");
      },
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BaseError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.ok(error.hint.length > 10, "it says what to do");
    const files = await readdir(directory, { recursive: true });
    if (left === "nothing") assert.deepEqual(files, []);
  };
}
