import assert from "node:assert/strict";
import { ManifestBindingMismatchError } from "@capsule-protocol/sdk/errors/manifest.ts";
import { checkManifestBinding, manifestBinding } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Address } from "viem";
import { exampleManifest } from "./exampleManifest.ts";

const manifest = exampleManifest();
const binding = manifestBinding(manifest);

describe("manifest binding", () => {
  it("is the chain, registry and id in the manifest", () => {
    assert.deepEqual(binding, {
      chainId: 31337,
      registry: `0x${"aa".repeat(20)}`,
      capsuleId: BigInt(`0x${"01".repeat(32)}`),
    });
  });

  it("accepts the capsule it was made for, whatever the spelling of the address", () => {
    checkManifestBinding(manifest, { ...binding, version: 1 });
    checkManifestBinding(manifest, { ...binding, version: 1, registry: `0x${"AA".repeat(20)}` });
  });

  const others = {
    chainId: { chainId: 1 },
    registry: { registry: `0x${"ab".repeat(20)}` as Address },
    capsuleId: { capsuleId: 2n },
    version: { version: 2 },
  };
  for (const [field, other] of Object.entries(others)) {
    it(`refuses another ${field}, with both values`, () => {
      const [expected] = Object.values(other);
      assert.throws(
        () => checkManifestBinding(manifest, { ...binding, version: 1, ...other }),
        (error: unknown) =>
          error instanceof ManifestBindingMismatchError &&
          error.field === field &&
          error.message.endsWith(`expected ${expected}.`),
      );
    });
  }
});
