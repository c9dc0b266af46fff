import assert from "node:assert/strict";
import { type Abi, encodeErrorResult, type Hex } from "viem";
import { genesisAbi } from "../../src/generated/genesis.ts";
import { inboxAbi } from "../../src/generated/inbox.ts";
import {
  accessTokenAbi,
  BaseError,
  type ContractErrorName,
  type ContractErrorRow,
  ContractRevertError,
  capsuleGovernorAbi,
  capsuleRegistryAbi,
  capsuleTokenAbi,
  contractErrors,
  councilArbiterAbi,
  decodeRevert,
  disputeCourtAbi,
  errorsAbi,
  isContractRevert,
  keeperRegistryAbi,
  marketAbi,
  priceOracleAbi,
  royaltySplitterAbi,
  trainingPoolAbi,
  UndecodedRevertError,
  usageMeterAbi,
} from "../../src/index.ts";

type ErrorItem = Extract<Abi[number], { type: "error" }>;

const ABIS: Record<string, Abi> = {
  accessTokenAbi,
  capsuleGovernorAbi,
  capsuleRegistryAbi,
  capsuleTokenAbi,
  councilArbiterAbi,
  disputeCourtAbi,
  errorsAbi,
  genesisAbi,
  inboxAbi,
  keeperRegistryAbi,
  marketAbi,
  priceOracleAbi,
  royaltySplitterAbi,
  trainingPoolAbi,
  usageMeterAbi,
};
const called = { contract: "AccessToken", functionName: "purchase" };
const SHARED = ["Protocol", "KeeperBonds", "Sessions", "UsageAuthorization"];
const rows: Record<string, ContractErrorRow> = contractErrors;

/** A value of an ABI type that is recognizable in a sentence. */
function sample(type: string, position: number): unknown {
  if (type === "address") return `0x${String(position + 1).repeat(40)}`;
  if (type === "string") return `text ${position}`;
  if (type === "bytes4") return "0x11223344";
  if (type === "bytes32") return `0x${String(position + 1).repeat(64)}`;
  if (/^uint(8|16|32|48)$/.test(type)) return position + 11;
  if (type === "bool") return true;
  if (/^u?int\d+$/.test(type)) return BigInt(position + 1_000);
  throw new Error(`no sample of ${type}`);
}

/** The contract that declares an error; of one that several have, the one that was called. */
function declaring(errorName: string, asked: string): string {
  const [prefix = "", name] = errorName.split("_");
  return name === undefined || SHARED.includes(prefix) ? asked : prefix;
}

/** What a node answers, as viem hands it on. */
const nodeError = (data: unknown) => Object.assign(new Error("execution reverted"), { code: 3, data });

describe("contract errors", () => {
  for (const [name, abi] of Object.entries(ABIS)) {
    it(`every error of ${name} has a row, with a sentence and a hint`, () => {
      const missing = abi.filter((item) => item.type === "error" && rows[item.name] === undefined);
      assert.deepEqual(missing, []);
    });
  }

  it("no row is left over, and every row speaks in sentences", () => {
    const declared = new Set<string>(errorsAbi.map(({ name }) => name));
    for (const [name, { says, hint }] of Object.entries(rows)) {
      assert.ok(declared.has(name), `${name} is declared nowhere`);
      for (const sentence of [says, hint]) assert.match(sentence, /^[A-Z{].*\.$/, `${name}: "${sentence}"`);
    }
  });

  it("sentences name only arguments that the error has", () => {
    for (const { name, inputs } of errorsAbi) {
      const names = new Set<string>(inputs.map((input) => input.name));
      for (const [, placeholder] of rows[name]?.says.matchAll(/\{(\w+)\}/g) ?? []) {
        assert.ok(names.has(placeholder as string), `${name} has no argument ${placeholder}`);
      }
    }
  });

  it("every error is decoded to one typed error with its arguments by name", () => {
    for (const item of errorsAbi as readonly ErrorItem[]) {
      const args = item.inputs.map(({ type }, position) => sample(type, position));
      const data = encodeErrorResult({ abi: [item], errorName: item.name, args });
      const asked = /^ERC20[A-Z]/.test(item.name) ? { contract: "CapsuleToken", functionName: "transfer" } : called;
      const error = decodeRevert(nodeError(data), asked);
      assert.ok(error instanceof ContractRevertError && error instanceof BaseError, item.name);
      assert.equal(error.errorName, item.name);
      assert.deepEqual(error.args, Object.fromEntries(item.inputs.map(({ name }, index) => [name, args[index]])));
      assert.match(error.code, /^[A-Z\d]+(_[A-Z\d]+)*$/);
      assert.equal(error.contract, declaring(item.name, asked.contract));
      assert.ok(!/[{}]/.test(error.message), error.message);
      assert.equal(error.hint, rows[item.name]?.hint);
    }
  });

  it("codes are unique and stable", () => {
    const codeOf = (errorName: ContractErrorName) => {
      const item = errorsAbi.find(({ name }) => name === errorName) as ErrorItem;
      const args = item.inputs.map(({ type }, position) => sample(type, position));
      const data = encodeErrorResult({ abi: [item], errorName, args });
      return (decodeRevert(nodeError(data), { ...called, contract: "CapsuleToken" }) as ContractRevertError).code;
    };
    const codes = errorsAbi.map(({ name }) => codeOf(name));
    assert.equal(new Set(codes).size, codes.length);
    assert.equal(codeOf("AccessToken_SoldOut"), "ACCESS_TOKEN_SOLD_OUT");
    assert.equal(codeOf("ERC721NonexistentToken"), "ERC721_NONEXISTENT_TOKEN");
    assert.equal(codeOf("UUPSUnauthorizedCallContext"), "UUPS_UNAUTHORIZED_CALL_CONTEXT");
    assert.equal(codeOf("ECDSAInvalidSignatureS"), "ECDSA_INVALID_SIGNATURE_S");
  });

  it("revert data is found wherever a node or viem puts it", () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: "AccessToken_OfferInactive", args: [5n] });
    const outer = (cause: Error) => Object.assign(new Error("outer"), { cause });
    for (const error of [
      nodeError(data),
      nodeError({ data }),
      outer(outer(nodeError(data))),
      Object.assign(new Error("viem"), { raw: data }),
    ]) {
      const decoded = decodeRevert(error, called);
      assert.ok(isContractRevert(decoded, "AccessToken_OfferInactive"));
      assert.equal(decoded.args.offerId, 5n);
      assert.equal(decoded.cause, error);
    }
  });

  it("isContractRevert tells one error from another", () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: "AccessToken_OfferInactive", args: [5n] });
    const error = decodeRevert(nodeError(data), called);
    assert.equal(isContractRevert(error, "AccessToken_SoldOut"), false);
    assert.equal(isContractRevert(new Error("AccessToken_OfferInactive"), "AccessToken_OfferInactive"), false);
  });

  it("a revert that nobody declares keeps its reason and its data", () => {
    const raw: Hex = "0xdeadbeef00";
    const reverted = Object.assign(new Error("reverted"), { name: "ContractFunctionRevertedError", raw });
    const unknown = decodeRevert(reverted, called);
    assert.ok(unknown instanceof UndecodedRevertError);
    assert.equal(unknown.data, raw);
    assert.match(unknown.message, /AccessToken\.purchase.*0xdeadbeef00/);
    const reason = decodeRevert(Object.assign(reverted, { raw: undefined, reason: "Pausable: paused" }), called);
    assert.ok(reason instanceof UndecodedRevertError);
    assert.match(reason.message, /Pausable: paused/);
    assert.equal(reason.data, undefined);
  });

  it("what is no revert is handed on as it is", () => {
    for (const error of [new Error("fetch failed"), "text", undefined]) {
      assert.equal(decodeRevert(error, called), error);
    }
  });
});
