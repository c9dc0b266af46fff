import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { digestToCid, manifestDigest, tokenUri } from "@capsule-protocol/sdk/digest.ts";
import {
  encodeManifest,
  manifestJsonSchema,
  marketplaceAttributes,
  parseManifest,
} from "@capsule-protocol/sdk/manifest/index.ts";
import { cleartextManifest, exampleManifest } from "./exampleManifest.ts";

const DIGEST = "0x9a4d3de3f2ed88d799c134de4c00d9479e278943c264acfd35862c7d5eea91e0";
const golden = await readFile(new URL("./vectors/manifest.json", import.meta.url));

describe("manifest, for ever", () => {
  it("keeps these bytes, this digest, this CID and this token URI for the golden manifest", () => {
    assert.deepEqual(Buffer.from(encodeManifest(exampleManifest())), golden);
    assert.deepEqual(parseManifest(golden), exampleManifest());
    assert.equal(manifestDigest(golden), DIGEST);
    assert.equal(digestToCid(DIGEST).toString(), "bafkreie2ju66h4xnrdlztqju3zgabwkhtytysq6cmswp2nmgfr6v52ur4a");
    assert.equal(tokenUri(DIGEST), `ipfs://f01551220${DIGEST.slice(2)}`);
  });

  it("keeps the JSON Schema file equal to the rules in force", async () => {
    const file = await readFile(new URL("../../src/generated/manifest.schema.json", import.meta.url), "utf8");
    assert.deepEqual(JSON.parse(file), manifestJsonSchema());
  });
});

describe("marketplace attributes", () => {
  it("say what the capsule says, and are themselves a valid part of the manifest", () => {
    const manifest = exampleManifest();
    manifest.attributes = marketplaceAttributes(manifest.properties.capsule);
    assert.deepEqual(manifest.attributes, [
      { trait_type: "Kind", value: "model" },
      { trait_type: "Task", value: "image-classification" },
      { trait_type: "License", value: "MIT" },
      { trait_type: "Encrypted", value: "Yes" },
      { trait_type: "Version", value: 1, display_type: "number" },
      { trait_type: "Tag", value: "digits" },
      { trait_type: "Tag", value: "vision" },
    ]);
    assert.deepEqual(parseManifest(encodeManifest(manifest)), manifest);
  });

  it("say No for cleartext and leave out the task where there is no model", () => {
    const { capsule } = cleartextManifest().properties;
    delete capsule.model;
    const attributes = marketplaceAttributes(capsule);
    assert.deepEqual(
      attributes.find((attribute) => attribute.trait_type === "Encrypted"),
      { trait_type: "Encrypted", value: "No" },
    );
    assert.ok(!attributes.some((attribute) => attribute.trait_type === "Task"));
  });
});
