import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cidToDigest, digestToCid, manifestDigest, parseCid, tokenUri } from "@capsule-protocol/sdk/digest.ts";
import { InvalidCidError, InvalidDigestError } from "@capsule-protocol/sdk/errors/content.ts";
import fc from "fast-check";
import { base36 } from "multiformats/bases/base36";
import type { Hex } from "viem";

/** SHA-256 of "hello" and the CID that `ipfs add --raw-leaves --cid-version 1` gives it. */
const HELLO = new TextEncoder().encode("hello");
const HELLO_DIGEST: Hex = "0x2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const HELLO_CID = "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq";

const digests = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`);
const SEED = { seed: 20_250_102 };

describe("digest and CID", () => {
  it("takes the SHA-256 of the bytes", () => {
    assert.equal(manifestDigest(HELLO), HELLO_DIGEST);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        assert.equal(manifestDigest(bytes), `0x${createHash("sha256").update(bytes).digest("hex")}`);
      }),
      SEED,
    );
  });

  it("turns a digest into the CID of the raw block and back", () => {
    assert.equal(digestToCid(HELLO_DIGEST).toString(), HELLO_CID);
    assert.equal(cidToDigest(HELLO_CID), HELLO_DIGEST);
    fc.assert(
      fc.property(digests, (digest) => {
        const cid = digestToCid(digest);
        assert.equal(cidToDigest(cid), digest);
        assert.equal(cidToDigest(cid.toString()), digest);
        assert.equal(cidToDigest(cid.toString(base36)), digest);
        assert.equal(cidToDigest(tokenUri(digest).slice("ipfs://".length)), digest);
      }),
      SEED,
    );
  });

  it("spells the token URI in base16, as the registry does", () => {
    assert.equal(tokenUri(HELLO_DIGEST), `ipfs://f01551220${HELLO_DIGEST.slice(2)}`);
    assert.equal(tokenUri(HELLO_DIGEST.toUpperCase().replace("0X", "0x") as Hex), tokenUri(HELLO_DIGEST));
    assert.deepEqual(parseCid(tokenUri(HELLO_DIGEST).slice(7)), digestToCid(HELLO_DIGEST));
  });

  for (const digest of ["0x", "0x00", `0x${"0".repeat(66)}`, "2cf24dba", `0x${"g".repeat(64)}`] as Hex[]) {
    it(`refuses the digest "${digest.slice(0, 12)}" of ${digest.length} characters`, () => {
      assert.throws(() => digestToCid(digest), InvalidDigestError);
      assert.throws(() => tokenUri(digest), InvalidDigestError);
    });
  }

  const notRaw: [name: string, cid: string][] = [
    ["nothing", ""],
    ["prose", "not a cid"],
    ["a URI", `ipfs://${HELLO_CID}`],
    ["a CIDv0", "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"],
    ["a dag-pb CID", "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"],
    ["a raw CID of another hash (sha2-512)", `f01551340${"ab".repeat(64)}`],
    ["a raw CID with a cut digest", `f01551210${"ab".repeat(16)}`],
    ["a CID with one character changed to an impossible one", HELLO_CID.replace("bm6", "b16")],
  ];
  for (const [name, cid] of notRaw) {
    it(`refuses ${name} where a raw CID belongs`, () => {
      assert.throws(
        () => cidToDigest(cid),
        (error: unknown) => error instanceof InvalidCidError && error.cid === cid && error.code === "INVALID_CID",
      );
    });
  }
});
