import { getShares } from "@capsule-protocol/sdk/actions/royalty/getShares.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { parseAbi } from "viem";
import { asGovernance } from "../../governance.ts";
import { reader } from "../scene.ts";
import { type Economy, idOf, type Party } from "./economy.ts";
import { send } from "./trade.ts";

const managerAbi = parseAbi(["function grantRole(uint64 roleId, address account, uint32 executionDelay)"]);
/** Role of who may allocate contribution shares. Source: contracts/src/upgrade/Roles.sol. */
const ALLOCATOR = 4n;

/** Governance lets itself allocate shares, in place of the training pool. */
export async function openAllocation(economy: Economy): Promise<void> {
  const { scene, governance } = economy;
  const { display, stack } = scene;
  display.chapter("Contributors to the merge get shares of all that it will earn");
  display.say(
    "Training rounds will give shares. Until they exist, governance of this local chain does, in their place.",
  );
  const { rpcUrl, deployment } = stack;
  await asGovernance(rpcUrl, deployment, {
    address: deployment.accessManager,
    abi: managerAbi,
    functionName: "grantRole",
    args: [ALLOCATOR, governance.address, 0],
  });
}

/** Gives a contributor units of the owner's, of a million. */
export async function allocate(economy: Economy, { name, address }: Party, units: bigint): Promise<void> {
  const { scene, accounts, governance } = economy;
  const { deployment } = scene.stack;
  const capsuleId = idOf(economy, "merge");
  await send(economy, governance, `allocate ${units.toLocaleString("en")} units`, {
    address: deployment.royaltySplitter,
    abi: royaltySplitterAbi,
    functionName: "allocate",
    args: [capsuleId, address, units],
  });
  accounts.allocate("merge", name, units);
  const held = await getShares(reader(scene), { deployment, capsuleId, account: address });
  scene.claims.equal(`The ${name} holds units of the merge`, held, units, `${units} of 1,000,000`);
}
