import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Abi, type Address, getContract, type Hex, parseAbi, parseSignature, zeroAddress } from "viem";
import { deployProtocol, type Protocol, publish, TERMS } from "./protocol.ts";

const FORGE_OUTPUT = new URL("../../../out/PermitToken.sol/PermitToken.json", import.meta.url);
const LATER = 2n ** 40n;
const PRICE = 1_234_567n;

const PERMIT = [
  { name: "owner", type: "address" },
  { name: "spender", type: "address" },
  { name: "value", type: "uint256" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;
const tokenAbi = parseAbi([
  "function mint(address account, uint256 amount)",
  "function nonces(address owner) view returns (uint256)",
  "function balanceOf(address account) view returns (uint256)",
  "function allowance(address owner, address spender) view returns (uint256)",
  "function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
]);

describe("a license for a token with ERC-2612, bought with a signature instead of an approval", () => {
  let protocol: Protocol;
  let token: Address;
  let offerId: bigint;

  before(async () => {
    protocol = await deployProtocol();
    const { accessToken, parties } = protocol;
    const { capsuleId } = await publish(protocol);
    token = await deployToken(protocol);
    const { account } = parties.creator;
    await accessToken.write.createOffer([capsuleId, PRICE, { ...TERMS, currency: token }], { account });
    offerId = 2n;
    const { buyer } = parties;
    await buyer.writeContract({
      address: token,
      abi: tokenAbi,
      functionName: "mint",
      args: [buyer.account.address, PRICE * 3n],
    });
  });

  const licensesOfBuyer = () =>
    protocol.accessToken.read.balanceOf([protocol.parties.buyer.account.address, offerId << 64n]);
  const tokenContract = () => getContract({ address: token, abi: tokenAbi, client: protocol.publicClient });

  /** The buyer's signature, as EIP-712 and ERC-2612 have it, under a domain of this name. */
  async function sign(name = "Permit Dollar") {
    const { accessToken, parties, publicClient } = protocol;
    const owner = parties.buyer.account.address;
    const message = {
      owner,
      spender: accessToken.address,
      value: PRICE,
      nonce: await tokenContract().read.nonces([owner]),
      deadline: LATER,
    };
    const domain = { name, version: "1", chainId: await publicClient.getChainId(), verifyingContract: token };
    const signature = await parties.buyer.signTypedData({
      domain,
      types: { Permit: PERMIT },
      primaryType: "Permit",
      message,
    });
    const { r, s, yParity } = parseSignature(signature);
    return { value: PRICE, deadline: LATER, v: 27 + yParity, r, s };
  }

  const buy = (permit: Awaited<ReturnType<typeof sign>>) => {
    const { accessToken, parties } = protocol;
    const { account } = parties.buyer;
    const order = { offerId, quantity: 1n, recipient: account.address, maxTotal: PRICE, referrer: zeroAddress };
    return accessToken.write.purchaseWithPermit([order, LATER, permit], { account });
  };

  it("is sold in one transaction, and no allowance is left", async () => {
    const { accessToken, parties } = protocol;
    const { address } = parties.buyer.account;
    const [licenses, paid] = [await licensesOfBuyer(), await tokenContract().read.balanceOf([accessToken.address])];
    await buy(await sign());
    assert.equal(await licensesOfBuyer(), licenses + 1n);
    assert.equal(await tokenContract().read.balanceOf([accessToken.address]), paid + PRICE);
    assert.equal(await tokenContract().read.allowance([address, accessToken.address]), 0n);
  });

  it("is sold all the same when somebody used the permit before", async () => {
    const { accessToken, parties } = protocol;
    const licenses = await licensesOfBuyer();
    const permit = await sign();
    const { value, deadline, v, r, s } = permit;
    await parties.stranger.writeContract({
      address: token,
      abi: tokenAbi,
      functionName: "permit",
      args: [parties.buyer.account.address, accessToken.address, value, deadline, v, r, s],
    });
    await buy(permit);
    assert.equal(await licensesOfBuyer(), licenses + 1n);
  });

  it("is not sold for a signature under another domain", async () => {
    const licenses = await licensesOfBuyer();
    await assert.rejects(buy(await sign("Another Dollar")), /reverted|ERC20InsufficientAllowance/);
    assert.equal(await licensesOfBuyer(), licenses);
  });
});

/** The token is of the tests of forge, which compiled it. */
async function deployToken({ parties, publicClient }: Protocol): Promise<Address> {
  const { abi, bytecode } = JSON.parse(readFileSync(FORGE_OUTPUT, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  const hash = await parties.deployer.deployContract({ abi, bytecode: bytecode.object, args: ["Permit Dollar", 6] });
  const { contractAddress } = await publicClient.waitForTransactionReceipt({ hash });
  assert.ok(contractAddress);
  return contractAddress;
}
