// Offers with all their terms, purchases in USD, derivatives and royalties, as they are typed.
import assert from "node:assert/strict";
import { asGovernance } from "@capsule-protocol/deploy/devnet/governance.ts";
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { getOffer } from "@capsule-protocol/sdk/actions/access/getOffer.ts";
import { tip } from "@capsule-protocol/sdk/actions/access/tip.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { getAddress, type Hex, zeroAddress } from "viem";
import { type CommandLine, commandLine } from "./support/commandLine.ts";
import { buyer, clientOf, creator, deployer, type Network, network, stranger } from "./support/network.ts";

/** 2,000 USD with the feed's 8 decimals. */
const ETHER_PRICE = 2_000_00000000n;

describe("capsule, the economy", function () {
  this.timeout(120_000);
  let net: Network;
  let capsuleAs: CommandLine["capsuleAs"];
  let parent: Hex;

  const publishing = (name: string) => [
    ...["publish", "LICENSE", "--kind", "dataset", "--name", name, "--description", "For the tests.", "--json"],
    ...["--license-name", "Research only", "--license-file", "LICENSE", "--clear"],
  ];
  const wholeOffer = [
    ...["--price", "19.99", "--usd", "--rights", "RUN,DERIVE,FINE_TUNE", "--duration", "30d", "--trial", "1d"],
    ...["--revocable", "--max-supply", "9", "--max-per-account", "3", "--transfer", "never"],
    ...["--resale-royalty-bps", "300", "--referral-bps", "500"],
    ...["--derivative-rate-bps", "1000", "--derivative-policy", "relative"],
  ];

  before(async () => {
    net = await network();
    ({ capsuleAs } = await commandLine(net));
    await setFeed();
    const { json, err, code } = await capsuleAs(creator, ...publishing("Parent"));
    assert.equal(code, 0, err);
    parent = json.capsuleId;
  });

  /** A stand-in feed for the native currency. */
  async function setFeed() {
    const client = clientOf(net, deployer);
    const { abi, bytecode } = loadArtifact(artifactFolder("default"), "StandInPriceFeed");
    const deployed = await client.deployContract({ abi, bytecode, args: [8, ETHER_PRICE] });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash: deployed });
    const aggregator = getAddress(contractAddress ?? "0x");
    const feed = { aggregator, maxAge: 3_600, minimum: 1n, maximum: ETHER_PRICE * 10n };
    const call = { address: net.deployment.priceOracle, abi: priceOracleAbi, functionName: "setFeed" } as const;
    await asGovernance(net.rpcUrl, net.deployment, { ...call, args: [zeroAddress, feed] });
  }

  async function offer(...flags: string[]): Promise<string> {
    const { code, json, err } = await capsuleAs(creator, "offer", parent, ...flags, "--json");
    assert.equal(code, 0, err);
    return json.offerId;
  }

  it("offers take every term, and show says them in words", async () => {
    const offerId = await offer(...wholeOffer);
    const { price, terms } = await getOffer(clientOf(net, buyer), {
      deployment: net.deployment,
      offerId: BigInt(offerId),
    });
    const { termsDigest: _, ...said } = terms;
    assert.equal(price, 1_999n);
    assert.deepEqual(said, {
      ...{ currency: zeroAddress, pricedInUsd: true, duration: 2_592_000, runs: 0, rights: 7 },
      ...{ maxSupply: 9, maxPerAccount: 3, trial: 86_400, revocable: true, transferability: 2 },
      ...{ resaleRoyaltyBps: 300, referralBps: 500, derivativePolicy: 1, derivativeRateBps: 1_000 },
    });
    const { out } = await capsuleAs(buyer, "show", parent);
    const words =
      "19.99 USD in ETH for 30 d, RUN, FINE_TUNE, DERIVE, 0 of 9 sold, at most 3 per account, 1 d trial, " +
      "revocable with refund, not to be passed on, 5 % to referrers, 10 % of a derivative's income";
    assert.ok(out.includes(words), out);
  });

  it("metered offers are shown with their runs", async () => {
    const offerId = await offer("--price", "0.1", "--runs", "25");
    const { out } = await capsuleAs(buyer, "show", parent);
    assert.match(out, new RegExp(`^offer ${offerId} +0.1 ETH for ever, RUN, 25 runs$`, "m"));
  });

  it("terms that contradict each other are refused, naming the term", async () => {
    const { code, json } = await capsuleAs(creator, "offer", parent, "--price", "1", "--trial", "1d", "--json");
    assert.deepEqual([code, json.error.code], [1, "INVALID_OFFER_TERMS"]);
    assert.match(json.error.message, /"trial"/);
    const { json: cents } = await capsuleAs(creator, "offer", parent, "--price", "1.999", "--usd", "--json");
    assert.equal(cents.error.code, "SETTING_INVALID");
  });

  it("buy pays a price in USD at the feed's rate, within --slippage-bps or --max, and tells both", async () => {
    const offerId = await offer(...wholeOffer);
    const inEther = 9_995_000_000_000_000n; // 19.99 / 2,000
    const { json } = await capsuleAs(
      buyer,
      "buy",
      offerId,
      "--quantity",
      "2",
      "--referrer",
      stranger.address,
      "--json",
    );
    assert.equal(json.paid, (2n * inEther).toString());
    const { out } = await capsuleAs(buyer, "buy", offerId, "--slippage-bps", "0");
    assert.match(out, /^paid +0\.009995 ETH \(19\.99 USD\)$/m);
    const dear = await capsuleAs(stranger, "buy", offerId, "--max", "0.009", "--json");
    assert.equal(dear.json.error.code, "ACCESS_TOKEN_PRICE_ABOVE_MAXIMUM");
  });

  it("buy --trial gives a license for nothing, once", async () => {
    const offerId = await offer(...wholeOffer);
    const { json, code } = await capsuleAs(stranger, "buy", offerId, "--trial", "--json");
    assert.deepEqual([code, json.paid], [0, "0"]);
    const again = await capsuleAs(stranger, "buy", offerId, "--trial", "--json");
    assert.equal(again.json.error.code, "ACCESS_TOKEN_TRIAL_USED");
    const unclear = await capsuleAs(stranger, "buy", offerId, "--trial", "--quantity", "2", "--json");
    assert.equal(unclear.json.error.code, "SETTING_INVALID");
  });

  it("publish --parent says what the derivative will owe, registers it, and royalties collects and claims", async () => {
    const offerId = await offer("--price", "0", "--rights", "RUN,DERIVE,FINE_TUNE", "--derivative-rate-bps", "1000");
    const bought = await capsuleAs(buyer, "buy", offerId, "--json");
    const link = `${parent}:${bought.json.licenseId}:finetune`;
    const { json: child, err, code } = await capsuleAs(buyer, ...publishing("Child"), "--parent", link);
    assert.equal(code, 0, err);
    assert.match(err, new RegExp(`^owes +10 % of its sales and tips to ${parent}$`, "m"));
    assert.ok(err.indexOf("owes") < err.indexOf("Store license text"), "before anything is stored");
    assert.deepEqual(child.lineage.absolute, [{ capsuleId: BigInt(parent).toString(), rateBps: 1_000 }]);

    const { deployment } = net;
    const childId = BigInt(child.capsuleId);
    await tip.sync(clientOf(net, stranger), { deployment, capsuleId: childId, amount: 1_000_000n });
    const owing = await capsuleAs(buyer, "royalties", child.capsuleId, "--json");
    const [native] = owing.json.currencies;
    assert.deepEqual(native.owed, [{ ancestorId: BigInt(parent).toString(), amount: "97500" }]);
    assert.deepEqual([owing.json.isOwner, native.claimable.owner], [true, "877500"]);

    const before = await capsuleAs(creator, "royalties", parent, "--json");
    const [earned] = before.json.currencies;
    assert.deepEqual(earned.collectable, [
      { childId: childId.toString(), ancestorId: BigInt(parent).toString(), amount: "97500" },
    ]);
    const after = await capsuleAs(creator, "royalties", parent, "--collect", "--claim", "--json");
    const [collected, claimed] = after.json.payments;
    assert.deepEqual([collected.step, collected.amount], ["collect", "97500"]);
    assert.equal(BigInt(claimed.amount), BigInt(earned.claimable.owner) + 97_500n);
    assert.deepEqual(after.json.currencies[0].collectable, []);
    assert.deepEqual(after.json.currencies[0].claimable, { shares: "0", owner: "0" });
    const nothing = await capsuleAs(creator, "royalties", parent, "--collect", "--claim", "--json");
    assert.deepEqual(nothing.json.payments, []);
  });

  it("royalties in words, for an account without a part in it", async () => {
    const { out, code } = await capsuleAs(stranger, "royalties", parent);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^capsule +${parent}$`, "m"));
    assert.match(out, new RegExp(`^account +${stranger.address}, with 0 of 1000000 shares$`, "m"));
    assert.match(out, /^claimable +0 ETH$/m);
  });

  it("a derivative without a license is refused before anything is done", async () => {
    const link = `${parent}:0:merge`;
    const { json, err } = await capsuleAs(stranger, ...publishing("Stolen"), "--parent", link);
    assert.equal(json.error.code, "CAPSULE_REGISTRY_LICENSE_NOT_HELD");
    assert.doesNotMatch(err, /✓/, "not one step was done");
    for (const wrong of [`${parent}:1`, `${parent}:1:copy`, `x:1:merge`, `${parent}:1:merge:2`]) {
      assert.equal((await capsuleAs(stranger, ...publishing("Wrong"), "--parent", wrong)).code, 2, wrong);
    }
  });
});
