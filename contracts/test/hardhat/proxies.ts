import hre from "hardhat";
import { encodeFunctionData, zeroAddress, zeroHash } from "viem";

const FEE_BPS = 250;

/** The registry and the access token behind proxies, with nobody else's contract beside them, on a chain of their own. */
export async function deployProxies() {
  const { viem } = await hre.network.create();
  const [wallet, other] = await viem.getWalletClients();
  if (wallet === undefined || other === undefined) throw new Error("the simulated chain has no accounts");
  const authority = wallet.account.address;

  const registryCode = await viem.deployContract("CapsuleRegistry", [zeroAddress, zeroAddress, zeroAddress]);
  const registryProxy = await viem.deployContract("ERC1967Proxy", [
    registryCode.address,
    encodeFunctionData({ abi: registryCode.abi, functionName: "initialize", args: [authority, FEE_BPS, zeroHash] }),
  ]);
  const tokenCode = await viem.deployContract("AccessToken", [registryProxy.address, zeroAddress]);
  const tokenProxy = await viem.deployContract("ERC1967Proxy", [
    tokenCode.address,
    encodeFunctionData({ abi: tokenCode.abi, functionName: "initialize", args: [authority] }),
  ]);
  return {
    registry: await viem.getContractAt("CapsuleRegistry", registryProxy.address),
    registryCode,
    accessToken: await viem.getContractAt("AccessToken", tokenProxy.address),
    tokenCode,
    publicClient: await viem.getPublicClient(),
    wallet,
    other,
  };
}

export type Proxies = Awaited<ReturnType<typeof deployProxies>>;
