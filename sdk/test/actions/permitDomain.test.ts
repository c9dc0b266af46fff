// A token that answers whatever the test wants: which descriptions of a permit's domain are believed.
import assert from "node:assert/strict";
import {
  type Address,
  createClient,
  custom,
  domainSeparator,
  encodeFunctionResult,
  erc20Abi,
  type Hex,
  parseAbi,
  slice,
  toFunctionSelector,
  zeroHash,
} from "viem";
import { permitDomain } from "../../src/actions/access/permitDomain.ts";
import { PermitUnsupportedError } from "../../src/index.ts";

const TOKEN: Address = "0x00000000000000000000000000000000000000A1";
const OTHER: Address = "0x00000000000000000000000000000000000000b2";
const abi = [
  ...parseAbi([
    "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
    "function version() view returns (string)",
    "function DOMAIN_SEPARATOR() view returns (bytes32)",
  ]),
  ...erc20Abi,
];
type Answers = { eip712Domain?: readonly unknown[]; name?: string; version?: string; DOMAIN_SEPARATOR?: Hex };

/** A client of a chain on which every contract answers so, and reverts where it has no answer. */
function clientOf(answers: Answers) {
  const answerTo = new Map(
    Object.entries(answers).map(([functionName, result]) => {
      const item = abi.find((one) => "name" in one && one.name === functionName && one.type === "function");
      return [toFunctionSelector(item as never), encodeFunctionResult({ abi, functionName, result } as never)];
    }),
  );
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    assert.equal(method, "eth_call");
    const [{ data }] = params as [{ data: Hex }];
    const answer = answerTo.get(slice(data, 0, 4));
    if (answer === undefined) throw Object.assign(new Error("execution reverted"), { code: 3 });
    return answer;
  };
  return createClient({ transport: custom({ request } as never, { retryCount: 0 }) });
}

const described = (overrides: { fields?: Hex; chainId?: bigint; contract?: Address } = {}) => {
  const { fields = "0x0f", chainId = 5n, contract = TOKEN } = overrides;
  return { eip712Domain: [fields, "Dollar", "2", chainId, contract, zeroHash, []] };
};
const domain = { name: "Dollar", version: "2", chainId: 5, verifyingContract: TOKEN };

describe("domain of a token's permits", () => {
  it("is what the token says of itself (EIP-5267)", async () => {
    assert.deepEqual(await permitDomain(clientOf(described()), TOKEN, 5), domain);
    const { version: _, ...withoutVersion } = domain;
    assert.deepEqual(await permitDomain(clientOf(described({ fields: "0x0d" })), TOKEN, 5), withoutVersion);
  });

  const untrusted: [string, Answers][] = [
    ["another contract's", described({ contract: OTHER })],
    ["another chain's", described({ chainId: 6n })],
    ["one that is not bound to a chain", described({ fields: "0x0b" })],
    ["one that is not bound to a contract", described({ fields: "0x07" })],
    ["one with a salt", described({ fields: "0x1f" })],
    ["a separator that is not the name's and version's", { name: "Dollar", version: "2", DOMAIN_SEPARATOR: zeroHash }],
    ["none", { name: "Dollar" }],
    ["a separator without a name", { DOMAIN_SEPARATOR: zeroHash }],
  ];
  for (const [title, answers] of untrusted) {
    it(`is refused when it is ${title}`, async () => {
      await assert.rejects(
        permitDomain(clientOf(answers), TOKEN, 5),
        (error) => error instanceof PermitUnsupportedError && error.token === TOKEN,
      );
    });
  }

  it("of an older token is its name and version, if they make its separator", async () => {
    const answers = { name: "Dollar", version: "2", DOMAIN_SEPARATOR: domainSeparator({ domain }) };
    assert.deepEqual(await permitDomain(clientOf(answers), TOKEN, 5), domain);
  });

  it("of an older token without a version has version 1", async () => {
    const first = { ...domain, version: "1" };
    const answers = { name: "Dollar", DOMAIN_SEPARATOR: domainSeparator({ domain: first }) };
    assert.deepEqual(await permitDomain(clientOf(answers), TOKEN, 5), first);
  });
});
