// What one action adds to a page that has viem: the whole SDK must never come along with it.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 5_000;
const folder = fileURLToPath(new URL("../..", import.meta.url));

/** Bytes, gzipped, of what a page loads before anything fails, and of what it may load later. */
async function bundle(name: string): Promise<{ first: number; later: number }> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from "./src/index.ts";`, resolveDir: folder, loader: "ts" },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    outdir: "bundle",
    external: ["viem", "viem/*"],
  });
  const sizes = outputFiles.map(({ path, contents }) => ({ path, size: gzipSync(contents).length }));
  const first = sizes.filter(({ path }) => path.endsWith("stdin.js")).reduce((sum, { size }) => sum + size, 0);
  return { first, later: sizes.reduce((sum, { size }) => sum + size, 0) - first };
}

describe("bundle size", function () {
  this.timeout(60_000);

  const measured = [
    ...["getCapsule", "register", "registerDerivative", "previewLink"],
    ...["createOffer", "purchase", "purchaseBatch", "purchaseWithPermit", "setAutoRenewal", "revoke"],
    ...["claim", "claimOwner", "collectDue", "transferShares", "getAncestors"],
    ...["signOrder", "fillOrder", "fillOrders", "placeBid", "getOrderStatus"],
    ...["openDispute", "ruleDispute", "concludeDispute"],
    ...["openRound", "commitUpdate", "signResult", "recordResult", "claimShares"],
    ...["signSession", "getKeeperSet", "convertUsd", "rotateKeepers", "settle", "reportReleases"],
  ];
  for (const name of measured) {
    it(`${name} adds at most ${LIMIT} bytes to viem`, async () => {
      const { first } = await bundle(name);
      assert.ok(first > 0 && first <= LIMIT, `${first} bytes`);
    });
  }

  it("the words of the errors are loaded only when a call fails", async () => {
    const { first, later } = await bundle("getCapsule");
    assert.ok(later > first, `first ${first}, later ${later}`);
  });
});
