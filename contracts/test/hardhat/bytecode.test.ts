import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import hre from "hardhat";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const contracts = globSync("artifacts/contracts/src/**/*.sol/*.json", { cwd: root });

type References = Readonly<Record<string, Readonly<Record<string, readonly { start: number; length: number }[]>>>>;
type Code = { object: string; references: References };

/** Stands for a library's address: the gaps themselves are named after paths, which the two tools write differently. */
const LIBRARY = "5afe".repeat(10);

/** What forge compiled, from the folder that its default profile writes. */
function forgeCode(source: string, name: string): Code {
  const { deployedBytecode } = JSON.parse(readFileSync(join(root, "out", source, `${name}.json`), "utf8"));
  return { object: deployedBytecode.object, references: deployedBytecode.linkReferences };
}

async function hardhatCode(name: string): Promise<Code> {
  const { deployedBytecode, deployedLinkReferences } = await hre.artifacts.readArtifact(name);
  return { object: deployedBytecode, references: deployedLinkReferences as References };
}

/** Code with the same address in place of each library, and how many places were filled. */
function linked({ object, references }: Code): { code: string; places: number } {
  const places = Object.values(references).flatMap((file) => Object.values(file).flat());
  const code = places.reduce((filled, { start, length }) => {
    const [from, to] = [2 + 2 * start, 2 + 2 * (start + length)];
    return `${filled.slice(0, from)}${LIBRARY}${filled.slice(to)}`;
  }, object);
  return { code, places: places.length };
}

/** Position of the first digit that differs: the code itself would fill the screen. */
function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined;
  const position = [...one].findIndex((digit, index) => digit !== other[index]);
  return position === -1 ? one.length : position;
}

const librariesOf = ({ references }: Code) => Object.values(references).flatMap((file) => Object.keys(file));

describe("Hardhat and Foundry", () => {
  it("find contracts to compare", () => {
    assert.ok(contracts.length > 0);
  });

  for (const path of contracts) {
    const [source, name] = [basename(dirname(path)), basename(path, ".json")];
    it(`compile ${name} to the same code, linked with the same libraries`, async () => {
      const [one, other] = [await hardhatCode(name), forgeCode(source, name)];
      assert.equal(firstDifference(linked(one).code, linked(other).code), undefined);
      assert.equal(linked(one).places, linked(other).places);
      assert.match(linked(one).code, /^0x[0-9a-f]*$/);
      assert.deepEqual(librariesOf(one), librariesOf(other));
    });
  }

  it("link AccessToken and RoyaltySplitter, and nothing else", async () => {
    const names = contracts.map((path) => basename(path, ".json")).sort();
    const users = await Promise.all(names.map(async (name) => [name, librariesOf(await hardhatCode(name))] as const));
    assert.deepEqual(
      users.filter(([, libraries]) => libraries.length > 0),
      [
        ["AccessToken", ["OfferTerms"]],
        ["RoyaltySplitter", ["Inboxes", "OwnerFreeze"]],
      ],
    );
  });
});
