import hre from "hardhat";
import { encodeFunctionData, keccak256, toHex, zeroAddress, zeroHash } from "viem";

const FEE_BPS = 250;
const KEY = keccak256(toHex("a keeper's key"));

/**
 * The registry, the access token, the keeper registry and the usage meter behind proxies, with nobody else's contract beside them, on a
 * chain of their own.
 */
export async function deployProxies() {
  const { viem } = await hre.network.create();
  const [wallet, other] = await viem.getWalletClients();
  if (wallet === undefined || other === undefined) throw new Error("the simulated chain has no accounts");
  const authority = wallet.account.address;

  const registryCode = await viem.deployContract("CapsuleRegistry", [
    zeroAddress,
    zeroAddress,
    zeroAddress,
    zeroAddress,
  ]);
  const registryProxy = await viem.deployContract("ERC1967Proxy", [
    registryCode.address,
    encodeFunctionData({ abi: registryCode.abi, functionName: "initialize", args: [authority, FEE_BPS, zeroHash] }),
  ]);
  const { address: OfferTerms } = await viem.deployContract("OfferTerms");
  const tokenArguments = [registryProxy.address, zeroAddress, zeroAddress, zeroAddress, zeroAddress] as const;
  const tokenCode = await viem.deployContract("AccessToken", tokenArguments, {
    libraries: { OfferTerms },
  });
  const tokenProxy = await viem.deployContract("ERC1967Proxy", [
    tokenCode.address,
    encodeFunctionData({ abi: tokenCode.abi, functionName: "initialize", args: [authority] }),
  ]);
  const keeperCode = await viem.deployContract("KeeperRegistry");
  const keepers = [
    { operator: other.account.address, transportKey: KEY, verificationShare: KEY, url: "https://k.test" },
  ];
  const keeperProxy = await viem.deployContract("ERC1967Proxy", [
    keeperCode.address,
    encodeFunctionData({ abi: keeperCode.abi, functionName: "initialize", args: [authority, 1, KEY, keepers] }),
  ]);
  const meterCode = await viem.deployContract("UsageMeter", [keeperProxy.address, tokenProxy.address]);
  const meterProxy = await viem.deployContract("ERC1967Proxy", [
    meterCode.address,
    encodeFunctionData({ abi: meterCode.abi, functionName: "initialize", args: [authority] }),
  ]);
  const marketCode = await viem.deployContract("Market", [registryProxy.address, tokenProxy.address, zeroAddress]);
  const marketProxy = await viem.deployContract("ERC1967Proxy", [
    marketCode.address,
    encodeFunctionData({ abi: marketCode.abi, functionName: "initialize", args: [authority] }),
  ]);
  const poolCode = await viem.deployContract("TrainingPool", [registryProxy.address, zeroAddress]);
  const poolProxy = await viem.deployContract("ERC1967Proxy", [
    poolCode.address,
    encodeFunctionData({ abi: poolCode.abi, functionName: "initialize", args: [authority] }),
  ]);
  const votesCode = await viem.deployContract("CapsuleToken");
  const votesProxy = await viem.deployContract("ERC1967Proxy", [
    votesCode.address,
    encodeFunctionData({ abi: votesCode.abi, functionName: "initialize", args: [authority, authority, 1n] }),
  ]);
  return {
    registry: await viem.getContractAt("CapsuleRegistry", registryProxy.address),
    registryCode,
    accessToken: await viem.getContractAt("AccessToken", tokenProxy.address),
    tokenCode,
    keeperRegistry: await viem.getContractAt("KeeperRegistry", keeperProxy.address),
    keeperCode,
    usageMeter: await viem.getContractAt("UsageMeter", meterProxy.address),
    market: await viem.getContractAt("Market", marketProxy.address),
    trainingPool: await viem.getContractAt("TrainingPool", poolProxy.address),
    capsuleToken: await viem.getContractAt("CapsuleToken", votesProxy.address),
    publicClient: await viem.getPublicClient(),
    wallet,
    other,
  };
}

export type Proxies = Awaited<ReturnType<typeof deployProxies>>;
