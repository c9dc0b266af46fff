import assert from "node:assert/strict";
import fc from "fast-check";
import {
  concat,
  encodeAbiParameters,
  getAddress,
  type Hex,
  keccak256,
  parseAbiParameters,
  stringToHex,
  toHex,
  zeroHash,
} from "viem";
import {
  type KeyRequest,
  keyRequestHash,
  keyRequestSchema,
  keyRequestToJson,
  releaseInfo,
} from "../../src/keys/keyRequest.ts";

const hexOf = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => toHex(value) as Hex);
const requests: fc.Arbitrary<KeyRequest> = fc.record(
  {
    capsuleId: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    licenseId: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    account: hexOf(20).map((address) => getAddress(address)),
    transportKey: hexOf(32),
    leaseRuns: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    nonce: hexOf(32),
    issuedAt: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  },
  { noNullPrototype: true },
);
const domains = fc.record({
  chainId: fc.integer({ min: 1, max: 2 ** 31 }),
  keeperRegistry: hexOf(20).map((address) => getAddress(address)),
});

/** EIP-712 written out from the specification, independent of viem's implementation of it. */
function referenceHash(
  { chainId, keeperRegistry }: { chainId: number; keeperRegistry: Hex },
  request: KeyRequest,
): Hex {
  const text = (value: string) => keccak256(stringToHex(value));
  const domainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  const domain = encodeAbiParameters(parseAbiParameters("bytes32, bytes32, bytes32, uint256, address"), [
    text(domainType),
    text("Capsule Keys"),
    text("1"),
    BigInt(chainId),
    keeperRegistry,
  ]);
  const requestType =
    "KeyRequest(uint256 capsuleId,uint256 licenseId,address account,bytes32 transportKey,uint32 leaseRuns,bytes32 nonce,uint64 issuedAt)";
  const types = parseAbiParameters("bytes32, uint256, uint256, address, bytes32, uint32, bytes32, uint64");
  const { capsuleId, licenseId, account, transportKey, leaseRuns, nonce, issuedAt } = request;
  const values = [text(requestType), capsuleId, licenseId, account, transportKey, leaseRuns, nonce, issuedAt] as const;
  return keccak256(concat(["0x1901", keccak256(domain), keccak256(encodeAbiParameters(types, values))]));
}

describe("key request", function () {
  this.timeout(60_000);
  it("hashes as EIP-712 says, for any values and any domain", () => {
    fc.assert(
      fc.property(domains, requests, (domain, request) => {
        assert.equal(keyRequestHash(domain, request), referenceHash(domain, request));
      }),
      { seed: 1, numRuns: 10_000 },
    );
  });

  it("survives JSON", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const json = JSON.parse(JSON.stringify(keyRequestToJson(request)));
        assert.deepEqual(keyRequestSchema.parse(json), request);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("binds an answer to the request: other requests have other infos", () => {
    const base: KeyRequest = {
      ...{ capsuleId: 1n, licenseId: 2n, account: getAddress(`0x${"11".repeat(20)}`), transportKey: zeroHash },
      ...{ leaseRuns: 0, nonce: zeroHash, issuedAt: 3n },
    };
    const domain = { chainId: 1, keeperRegistry: getAddress(`0x${"22".repeat(20)}`) };
    const changes: Partial<KeyRequest>[] = [
      { capsuleId: 2n },
      { licenseId: 3n },
      { account: getAddress(`0x${"12".repeat(20)}`) },
      { transportKey: keccak256("0x") },
      { leaseRuns: 1 },
      { nonce: keccak256("0x") },
      { issuedAt: 4n },
    ];
    const infos = [{}, ...changes].map((change) => toHex(releaseInfo(keyRequestHash(domain, { ...base, ...change }))));
    assert.equal(new Set(infos).size, changes.length + 1);
    for (const info of infos) {
      assert.ok(info.startsWith(stringToHex("capsule-protocol/release/v1")));
      assert.equal(info.length, 2 + 2 * (27 + 32));
    }
  });

  it("refuses JSON with missing, unknown, oversized or otherwise spelled values, naming the field", () => {
    const good = keyRequestToJson({
      ...{ capsuleId: 1n, licenseId: 2n, account: getAddress(`0x${"11".repeat(20)}`), transportKey: zeroHash },
      ...{ leaseRuns: 0, nonce: zeroHash, issuedAt: 3n },
    });
    assert.ok(keyRequestSchema.safeParse(good).success);
    const wrong: [string, unknown][] = [
      ["capsuleId", 1],
      ["capsuleId", "0x1"],
      ["capsuleId", "+1"],
      ["capsuleId", (2n ** 256n).toString()],
      ["licenseId", "00"],
      ["account", "0x12"],
      ["transportKey", `0x${"AB".repeat(32)}`],
      ["transportKey", `0x${"ab".repeat(31)}`],
      ["leaseRuns", 2 ** 32],
      ["leaseRuns", -1],
      ["leaseRuns", 0.5],
      ["leaseRuns", "0"],
      ["nonce", null],
      ["issuedAt", (2n ** 64n).toString()],
    ];
    for (const [field, value] of wrong) {
      const result = keyRequestSchema.safeParse({ ...good, [field]: value });
      assert.ok(!result.success, `${field} ${value}`);
      assert.deepEqual(result.error.issues[0]?.path, [field]);
    }
    for (const field of Object.keys(good)) {
      assert.ok(!keyRequestSchema.safeParse({ ...good, [field]: undefined }).success, field);
    }
    assert.ok(!keyRequestSchema.safeParse({ ...good, more: 1 }).success);
  });
});
