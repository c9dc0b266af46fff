import assert from "node:assert/strict";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import {
  ManifestDigestMismatchError,
  ManifestMalformedError,
  ManifestTooLargeError,
} from "@capsule-protocol/sdk/errors/manifest.ts";
import {
  encodeManifest,
  MANIFEST_MAX_BYTES,
  type Manifest,
  parseManifest,
  verifyManifest,
} from "@capsule-protocol/sdk/manifest/index.ts";
import fc from "fast-check";
import { cleartextManifest, exampleManifest } from "./exampleManifest.ts";
import { manifests } from "./manifestArbitrary.ts";

const SEED = { seed: 20_250_103, numRuns: 200 };
const toBytes = (text: string) => new TextEncoder().encode(text);
const toText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** RFC 8785 §3.2 for well-formed input: keys sorted by UTF-16 code units, no spaces, ECMAScript numbers and strings. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(",")}}`;
}

function shuffled(value: unknown, order: () => number): unknown {
  if (Array.isArray(value)) return value.map((child) => shuffled(child, order));
  if (typeof value !== "object" || value === null) return value;
  const keyed = Object.entries(value).map(([key, child]) => ({ key, child: shuffled(child, order), rank: order() }));
  return Object.fromEntries(keyed.sort((left, right) => left.rank - right.rank).map(({ key, child }) => [key, child]));
}

function assertNotCanonical(bytes: Uint8Array) {
  assert.throws(
    () => parseManifest(bytes),
    (error: unknown) =>
      error instanceof ManifestMalformedError && error.issues.length === 1 && /canonical form/.test(error.message),
  );
}

describe("manifest encoding", () => {
  it("parses what it encodes to the same manifest, and encodes what it parses to the same bytes", () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const bytes = encodeManifest(manifest);
        const parsed = parseManifest(bytes);
        assert.deepEqual(parsed, manifest);
        assert.deepEqual(encodeManifest(parsed), bytes);
      }),
      SEED,
    );
  });

  it("writes the canonical form of RFC 8785", () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        assert.equal(toText(encodeManifest(manifest)), canonical(manifest));
      }),
      SEED,
    );
  });

  it("gives the same digest whatever the order of the keys", () => {
    fc.assert(
      fc.property(manifests, fc.gen(), (manifest, generate) => {
        const other = shuffled(manifest, () => generate(fc.nat)) as Manifest;
        assert.equal(manifestDigest(encodeManifest(other)), manifestDigest(encodeManifest(manifest)));
      }),
      SEED,
    );
  });

  it("gives another digest when one byte of content differs", () => {
    const other = exampleManifest();
    other.properties.capsule.version = 2;
    assert.notEqual(manifestDigest(encodeManifest(other)), manifestDigest(encodeManifest(exampleManifest())));
  });

  it("leaves out what is undefined", () => {
    const manifest = { ...exampleManifest(), image: undefined };
    assert.equal("image" in parseManifest(encodeManifest(manifest)), false);
  });

  it("accepts a cleartext capsule", () => {
    assert.equal(parseManifest(encodeManifest(cleartextManifest())).properties.capsule.encryption, null);
  });

  it("refuses to encode what it would refuse to parse", () => {
    const manifest = exampleManifest();
    manifest.properties.capsule.files = [];
    assert.throws(() => encodeManifest(manifest), ManifestMalformedError);
  });
});

describe("manifest size", () => {
  /** `excess` bytes beyond the limit. */
  function manifestOfSize(excess: number): Manifest {
    const manifest = exampleManifest();
    const model = manifest.properties.capsule.model;
    assert.ok(model);
    model.card = "x".repeat(199_000);
    manifest.image = "https://e/";
    manifest.image += "y".repeat(MANIFEST_MAX_BYTES + excess - canonical(manifest).length - 2 /* ö, ß: two bytes */);
    return manifest;
  }

  it("accepts exactly 256 KiB and refuses one byte more", () => {
    assert.equal(encodeManifest(manifestOfSize(0)).length, MANIFEST_MAX_BYTES);
    assert.throws(
      () => encodeManifest(manifestOfSize(1)),
      (error: unknown) =>
        error instanceof ManifestTooLargeError && error.size === MANIFEST_MAX_BYTES + 1 && error.limit === 262_144,
    );
  });

  it("refuses too many bytes before it parses any of them", () => {
    const notJson = new Uint8Array(MANIFEST_MAX_BYTES + 1).fill(0xff);
    assert.throws(() => parseManifest(notJson), ManifestTooLargeError);
    assert.throws(() => verifyManifest(notJson, manifestDigest(notJson)), ManifestTooLargeError);
    assert.throws(() => parseManifest(notJson.subarray(1)), ManifestMalformedError);
  });
});

describe("manifest bytes", () => {
  const good = toText(encodeManifest(exampleManifest()));

  it("refuses a repeated key, which JSON.parse would silently resolve to the last", () => {
    assertNotCanonical(toBytes(good.replace('"version":1}', '"version":1,"version":1}')));
    assertNotCanonical(toBytes(good.replace('"epoch":1,', '"epoch":9,"epoch":1,')));
  });

  it("refuses spaces, unsorted keys, longer spellings of numbers and strings", () => {
    assertNotCanonical(toBytes(JSON.stringify(exampleManifest(), null, 1)));
    assertNotCanonical(toBytes(JSON.stringify(exampleManifest())));
    assertNotCanonical(toBytes(good.replace("410000", "4.1e5")));
    assertNotCanonical(toBytes(good.replace("Digits", "\\u0044igits")));
    assertNotCanonical(toBytes(`${good}\n`));
  });

  it("refuses what is not JSON, not UTF-8, or starts with a byte order mark", () => {
    const broken = [new Uint8Array(), toBytes(good.slice(0, -1)), toBytes(`\ufeff${good}`), Uint8Array.of(0xc3, 0x28)];
    for (const bytes of broken) {
      assert.throws(
        () => parseManifest(bytes),
        (error: unknown) => error instanceof ManifestMalformedError && /UTF-8 encoded JSON/.test(error.message),
      );
    }
  });

  it("refuses a key that would reach an object's prototype", () => {
    assert.throws(
      () => parseManifest(toBytes(good.replace('"name":"Digits"', '"__proto__":{},"name":"Digits"'))),
      ManifestMalformedError,
    );
  });

  it("refuses deep nesting without exhausting the stack", () => {
    assert.throws(() => parseManifest(toBytes("[".repeat(100_000) + "]".repeat(100_000))), ManifestMalformedError);
  });

  it("never throws anything but its own errors on arbitrary bytes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(toBytes)), (bytes) => {
        assert.throws(() => parseManifest(bytes), ManifestMalformedError);
      }),
      SEED,
    );
  });

  it("finds every flipped bit when the digest is known", () => {
    const bytes = toBytes(good);
    const digest = manifestDigest(bytes);
    assert.deepEqual(verifyManifest(bytes, digest), exampleManifest());
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (index, bit) => {
        const altered = Uint8Array.from(bytes);
        altered[index] = (altered[index] ?? 0) ^ (1 << bit);
        assert.throws(
          () => verifyManifest(altered, digest),
          (error: unknown) => error instanceof ManifestDigestMismatchError && error.expected === digest,
        );
      }),
      SEED,
    );
  });
});
