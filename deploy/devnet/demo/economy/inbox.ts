import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import { sweep } from "@capsule-protocol/sdk/actions/royalty/sweep.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { zeroAddress } from "viem";
import { getBalance, readContract, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { noteTransaction, reader } from "../scene.ts";
import { type Economy, idOf } from "./economy.ts";

const PRICE_ELSEWHERE = 21_000_000_000_000_013n;

/** A market that knows nothing of the protocol but ERC-2981 pays a royalty: to the capsule's own address. */
export async function payInbox(economy: Economy, licenseId: bigint): Promise<void> {
  const { scene, accounts, governance } = economy;
  const { stack, stranger, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("Another market pays its royalty to the merge's own address");
  const capsuleId = idOf(economy, "merge");
  const inbox = await getInbox(reader(scene), { deployment, capsuleId });
  const call = { address: deployment.accessToken, abi: accessTokenAbi, functionName: "royaltyInfo" } as const;
  const [receiver, royalty] = await readContract(reader(scene), { ...call, args: [licenseId, PRICE_ELSEWHERE] });
  claims.that("Every market is told to pay the capsule itself (ERC-2981)", receiver === inbox, inbox);
  const hash = await sendTransaction(stranger.client, { to: receiver, value: royalty });
  const receipt = await waitForTransactionReceipt(stranger.client, { hash });
  noteTransaction(scene, "pay the royalty", record(receipt));
  const waiting = await getBalance(reader(scene), { address: inbox });
  claims.equal("The royalty waits in the inbox", waiting, royalty, `${royalty} wei`);
  const swept = await sweep.sync(governance.client, { deployment, capsuleId, currency: zeroAddress });
  noteTransaction(scene, "sweep the inbox", record(swept.receipt));
  accounts.receive("merge", royalty);
  const left = await getBalance(reader(scene), { address: inbox });
  claims.equal("All of it became income of the merge", left, 0n, "the inbox is empty");
}
