import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import * as errors from "../../src/errors.ts";
import * as runtime from "../../src/index.ts";

const exported = new Map<string, unknown>(Object.entries(runtime));

describe("the runtime's exports", () => {
  it("have everything that the README's example imports", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const [, names = ""] = /import \{([^}]+)\} from "@capsule-protocol\/runtime"/.exec(readme) ?? [];
    const imported = names.split(",").flatMap((name) => name.trim() || []);
    assert.ok(imported.length > 5);
    for (const name of imported) assert.equal(typeof exported.get(name), "function", name);
  });

  it("have every typed error, each a class of its own under BaseError", () => {
    const classes = Object.entries(errors);
    assert.ok(classes.length > 30);
    for (const [name, error] of classes) {
      assert.ok(error.prototype instanceof BaseError, name);
      assert.equal(error.name, name);
      assert.equal(exported.get(name), error);
    }
  });
});
