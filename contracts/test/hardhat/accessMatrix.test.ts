import assert from "node:assert/strict";
import { type Abi, type AbiFunction, type Address, toFunctionSignature, zeroAddress, zeroHash } from "viem";
import { deployProtocol, MANIFEST, PRICE, type Protocol, publish, sealSignatures, TERMS } from "./protocol.ts";

/** What comes of a call: it goes through, or the name of the error. */
type Outcome = "ok" | string;
type Row = { args: readonly unknown[]; value?: bigint; stranger: Outcome; creator: Outcome; admin: Outcome };
type Matrix = Record<string, Row>;

const UNAUTHORIZED = "AccessManagedUnauthorized";
const LATER = 2n ** 40n;

const forAll = (outcome: Outcome) => ({ stranger: outcome, creator: outcome, admin: outcome });
const restricted = { stranger: UNAUTHORIZED, creator: UNAUTHORIZED, admin: "ok" };
const ownerOnly = (refusal: Outcome) => ({ stranger: refusal, creator: "ok", admin: refusal });

/** What every upgradeable contract has. */
function baseRows(implementation: Address, initialize: readonly unknown[], signature: string): Matrix {
  return {
    [signature]: { args: initialize, ...forAll("InvalidInitialization") },
    "setAuthority(address)": { args: [zeroAddress], ...forAll(UNAUTHORIZED) },
    "upgradeToAndCall(address,bytes)": { args: [implementation, "0x"], ...restricted },
  };
}

function registryRows(
  { implementations, parties }: Protocol,
  capsuleId: bigint,
  seal: readonly [waiting: bigint, signatures: readonly string[]],
): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const token = "ERC721InsufficientApproval";
  return {
    ...baseRows(implementations.capsuleRegistry, [zeroAddress, 0, zeroHash], "initialize(address,uint16,bytes32)"),
    "register(bytes32,bytes32,bool,uint16)": { args: [MANIFEST, MANIFEST, true, 0], ...forAll("ok") },
    "publishVersion(uint256,bytes32,bool,bytes[])": {
      args: [capsuleId, MANIFEST, true, []],
      ...ownerOnly("CapsuleRegistry_NotAuthorized"),
    },
    "seal(uint256,bytes[])": { args: seal, ...forAll("ok") },
    "setProtocolFee(uint16)": { args: [1], ...restricted },
    "setContractURI(bytes32)": { args: [MANIFEST], ...restricted },
    "approve(address,uint256)": { args: [stranger, capsuleId], ...ownerOnly("ERC721InvalidApprover") },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "transferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...ownerOnly(token) },
    "safeTransferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...ownerOnly(token) },
    "safeTransferFrom(address,address,uint256,bytes)": {
      args: [creator, stranger, capsuleId, "0x"],
      ...ownerOnly(token),
    },
  };
}

function accessRows({ implementations, parties }: Protocol, capsuleId: bigint, licenseId: bigint): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const terms =
    "(address,uint32,uint32,uint32,uint24,uint16,uint16,uint16,uint16,uint32,uint8,uint8,bool,bool,bytes32)";
  const move = ownerOnly("ERC1155MissingApprovalForAll");
  return {
    ...baseRows(implementations.accessToken, [zeroAddress], "initialize(address)"),
    [`createOffer(uint256,uint128,${terms})`]: {
      args: [capsuleId, 1n, TERMS],
      ...ownerOnly("AccessToken_NotAuthorized"),
    },
    "setOffer(uint256,uint128,bool)": { args: [1n, 1n, false], ...ownerOnly("AccessToken_NotAuthorized") },
    "purchase(uint256,uint256,address,uint256,uint256,address)": {
      args: [1n, 1n, stranger, PRICE, LATER, zeroAddress],
      value: PRICE,
      ...forAll("ok"),
    },
    "renew(uint256,uint256,uint256)": { args: [(2n << 64n) | 1n, PRICE, LATER], value: PRICE, ...forAll("ok") },
    "tip(uint256,address,uint256)": { args: [capsuleId, zeroAddress, 1n], value: 1n, ...forAll("ok") },
    "release(address,address,uint256)": { args: [zeroAddress, stranger, 1n], ...forAll("AccessToken_NotSplitter") },
    "setSalesOpen(uint256,bool)": { args: [capsuleId, false], ...forAll("AccessToken_NotRegistry") },
    "authorizeSession(address,uint64)": { args: [stranger, 0n], ...forAll("AccessToken_InvalidSession") },
    "authorizeSessionFor(address,address,uint64,uint256,bytes)": {
      args: [creator, stranger, 1n, LATER, "0x"],
      ...forAll("AccessToken_InvalidSignature"),
    },
    "revokeSession(address)": { args: [stranger], ...forAll("ok") },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "safeTransferFrom(address,address,uint256,uint256,bytes)": {
      args: [creator, stranger, licenseId, 1n, "0x"],
      ...move,
    },
    "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)": {
      args: [creator, stranger, [licenseId], [1n], "0x"],
      ...move,
    },
  };
}

function splitterRows({ implementations, parties }: Protocol, capsuleId: bigint): Matrix {
  const stranger = parties.stranger.account.address;
  return {
    ...baseRows(implementations.royaltySplitter, [zeroAddress, stranger], "initialize(address,address)"),
    "claimOwner(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "claimOwnerTo(uint256,address,address)": {
      args: [capsuleId, zeroAddress, stranger],
      ...ownerOnly("RoyaltySplitter_NotOwner"),
    },
    "collectFee(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "acceptCurrency(uint256,address)": {
      args: [capsuleId, zeroAddress],
      ...ownerOnly("RoyaltySplitter_NotAuthorized"),
    },
    "sweep(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "setTreasury(address)": { args: [stranger], ...restricted },
  };
}

function keeperRows({ implementations }: Protocol): Matrix {
  return {
    ...baseRows(
      implementations.keeperRegistry,
      [zeroAddress, 1, MANIFEST, []],
      "initialize(address,uint16,bytes32,(address,bytes32,bytes32,string)[])",
    ),
    "setUrl(string)": { args: ["https://keeper.example"], ...forAll("KeeperRegistry_NotKeeper") },
  };
}

const mutating = (abi: Abi): AbiFunction[] =>
  abi.filter(
    (item): item is AbiFunction =>
      item.type === "function" && item.stateMutability !== "view" && item.stateMutability !== "pure",
  );

describe("who may call what", () => {
  let protocol: Protocol;
  let contracts: { name: string; address: Address; abi: Abi; rows: Matrix }[];

  /** A capsule with licenses, income and a full inbox, and one that waits for its seal. */
  before(async () => {
    protocol = await deployProtocol();
    const { registry, accessToken, splitter, keeperRegistry, parties } = protocol;
    const { capsuleId, licenseId } = await publish(protocol);
    const waiting = await publishUnsealed(protocol);
    const { account } = parties.creator;
    await accessToken.write.createOffer([capsuleId, PRICE, { ...TERMS, duration: 3600 }], { account });
    for (const offerId of [1n, 2n]) {
      const args = [offerId, 1n, account.address, PRICE, LATER, zeroAddress] as const;
      await accessToken.write.purchase(args, { account, value: PRICE });
    }
    const to = await splitter.read.inboxOf([capsuleId]);
    await parties.stranger.sendTransaction({ to, value: PRICE });
    const seal = [waiting, await sealSignatures(protocol, waiting, 1n)] as const;
    contracts = [
      { name: "CapsuleRegistry", ...registry, rows: registryRows(protocol, capsuleId, seal) },
      { name: "AccessToken", ...accessToken, rows: accessRows(protocol, capsuleId, licenseId) },
      { name: "RoyaltySplitter", ...splitter, rows: splitterRows(protocol, capsuleId) },
      { name: "KeeperRegistry", ...keeperRegistry, rows: keeperRows(protocol) },
    ];
  });

  it("has a row for every function that changes something, and no other", () => {
    for (const { name, abi, rows } of contracts) {
      assert.deepEqual(Object.keys(rows).sort(), mutating(abi).map(toFunctionSignature).sort(), name);
    }
  });

  for (const party of ["stranger", "creator", "admin"] as const) {
    it(`lets ${party} do what the table says, and nothing else`, async () => {
      const { publicClient, parties } = protocol;
      for (const { name, address, abi, rows } of contracts) {
        for (const item of mutating(abi)) {
          const row = rows[toFunctionSignature(item)];
          assert.ok(row);
          const outcome = await publicClient
            .simulateContract({
              address,
              abi: [item, ...abi.filter(({ type }) => type === "error")],
              functionName: item.name,
              args: row.args,
              account: parties[party].account,
              ...(row.value !== undefined && { value: row.value }),
            })
            .then(() => "ok", errorName);
          assert.equal(outcome, row[party], `${name}.${item.name} by ${party}`);
        }
      }
    });
  }
});

async function publishUnsealed({ registry, parties }: Protocol): Promise<bigint> {
  const { account } = parties.creator;
  await registry.write.register([zeroHash, MANIFEST, true, 0], { account });
  return registry.read.capsuleIdOf([account.address, zeroHash]);
}

/** Name of the custom error that a call was refused with. */
function errorName(error: { walk?: (test: (cause: unknown) => boolean) => unknown; message: string }): string {
  const reverted = error.walk?.((cause) => (cause as { data?: { errorName?: string } }).data?.errorName !== undefined);
  return (reverted as { data: { errorName: string } } | null | undefined)?.data.errorName ?? error.message;
}
