import { encodeFunctionData, parseAbi, zeroHash } from "viem";
import { creatorOnly, forAll, LATER, type Matrix, NO_ERROR } from "./accessOutcomes.ts";
import { MANIFEST, type Protocol } from "./protocol.ts";

const RESTRICTED = encodeFunctionData({ abi: parseAbi(["function setProtocolFee(uint16)"]), args: [1] });
const LABEL = encodeFunctionData({ abi: parseAbi(["function labelRole(uint64,string)"]), args: [1n, "upgrader"] });

const IMPLEMENTATIONS = `(${Array(12).fill("address").join()})`;
const GOVERNANCE = "(address,uint256,uint256,(address,uint48,uint32,uint48,uint256,uint256))";
const CONFIG = [
  "(address,address,address,address,uint16,bytes32,uint16,bytes32",
  "(address,bytes32,bytes32,string)[]",
  "(address,(address,uint32,uint128,uint128))[]",
  `${GOVERNANCE})`,
].join();

/** Its deployer alone could call it, who is none of the parties. */
export function genesisRows({ implementations, config }: Protocol): Matrix {
  return {
    [`create(${IMPLEMENTATIONS},${CONFIG})`]: { args: [implementations, config], ...forAll("Genesis_NotDeployer") },
  };
}

/** Nobody's rights have a delay: there is nothing to schedule, and nothing that was. */
export function managerRows({ manager, registry, parties }: Protocol): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const administrator = forAll("AccessManagerUnauthorizedAccount", { admin: "ok" });
  return {
    "labelRole(uint64,string)": { args: [1n, "upgrader"], ...administrator },
    "grantRole(uint64,address,uint32)": { args: [1n, stranger, 0], ...administrator },
    "revokeRole(uint64,address)": { args: [1n, stranger], ...administrator },
    "renounceRole(uint64,address)": { args: [1n, creator], ...creatorOnly("AccessManagerBadConfirmation") },
    "setRoleAdmin(uint64,uint64)": { args: [1n, 2n], ...administrator },
    "setRoleGuardian(uint64,uint64)": { args: [1n, 2n], ...administrator },
    "setGrantDelay(uint64,uint32)": { args: [1n, 1], ...administrator },
    "setTargetFunctionRole(address,bytes4[],uint64)": { args: [registry.address, [], 1n], ...administrator },
    "setTargetAdminDelay(address,uint32)": { args: [registry.address, 1], ...administrator },
    "setTargetClosed(address,bool)": { args: [registry.address, true], ...administrator },
    "updateAuthority(address,address)": { args: [registry.address, manager.address], ...administrator },
    "multicall(bytes[])": { args: [[LABEL]], ...administrator },
    "execute(address,bytes)": {
      args: [registry.address, RESTRICTED],
      ...forAll("AccessManagerUnauthorizedCall", { admin: "ok" }),
    },
    "schedule(address,bytes,uint48)": {
      args: [registry.address, RESTRICTED, 0],
      ...forAll("AccessManagerUnauthorizedCall"),
    },
    "cancel(address,address,bytes)": {
      args: [creator, registry.address, RESTRICTED],
      ...forAll("AccessManagerNotScheduled"),
    },
    "consumeScheduledOp(address,bytes)": { args: [creator, RESTRICTED], ...forAll(NO_ERROR) },
  };
}

/** The governor alone proposes and cancels; anybody executes, but nothing is ready here. */
export function timelockRows({ parties }: Protocol): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const refused = forAll("AccessControlUnauthorizedAccount");
  const itself = forAll("AccessControlUnauthorizedAccount", { admin: "ok" });
  const unready = forAll("TimelockUnexpectedOperationState");
  const call = [stranger, 0n, "0x", zeroHash, zeroHash] as const;
  const batch = [[stranger], [0n], ["0x"], zeroHash, zeroHash] as const;
  return {
    "schedule(address,uint256,bytes,bytes32,bytes32,uint256)": { args: [...call, LATER], ...refused },
    "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)": { args: [...batch, LATER], ...refused },
    "cancel(bytes32)": { args: [MANIFEST], ...refused },
    "execute(address,uint256,bytes,bytes32,bytes32)": { args: call, ...unready },
    "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)": { args: batch, ...unready },
    "updateDelay(uint256)": { args: [1n], ...forAll("TimelockUnauthorizedCaller", { admin: "ok" }) },
    "grantRole(bytes32,address)": { args: [zeroHash, stranger], ...itself },
    "revokeRole(bytes32,address)": { args: [zeroHash, stranger], ...itself },
    "renounceRole(bytes32,address)": { args: [zeroHash, creator], ...creatorOnly("AccessControlBadConfirmation") },
    "onERC721Received(address,address,uint256,bytes)": { args: [stranger, stranger, 1n, "0x"], ...forAll("ok") },
    "onERC1155Received(address,address,uint256,uint256,bytes)": {
      args: [stranger, stranger, 1n, 1n, "0x"],
      ...forAll("ok"),
    },
    "onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)": {
      args: [stranger, stranger, [1n], [1n], "0x"],
      ...forAll("ok"),
    },
  };
}
