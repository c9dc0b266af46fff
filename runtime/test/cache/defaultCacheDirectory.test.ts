import assert from "node:assert/strict";
import { join } from "node:path";
import { CacheDirectoryUnknownError, defaultCacheDirectory } from "@capsule-protocol/runtime/cache/index.ts";

describe("default cache directory", () => {
  const cases: [name: string, env: Record<string, string | undefined>, expected: string][] = [
    ["XDG_CACHE_HOME first", { XDG_CACHE_HOME: "/x", HOME: "/home/a" }, "/x/capsule-protocol"],
    ["~/.cache else", { HOME: "/home/a" }, "/home/a/.cache/capsule-protocol"],
    [
      "~/.cache when XDG_CACHE_HOME is empty",
      { XDG_CACHE_HOME: "", HOME: "/home/a" },
      "/home/a/.cache/capsule-protocol",
    ],
    [
      "~/.cache when XDG_CACHE_HOME is relative",
      { XDG_CACHE_HOME: "x", HOME: "/home/a" },
      "/home/a/.cache/capsule-protocol",
    ],
    ["%LOCALAPPDATA% without HOME", { LOCALAPPDATA: "/local" }, "/local/capsule-protocol"],
  ];
  for (const [name, env, expected] of cases) {
    it(`is under ${name}`, () => assert.equal(defaultCacheDirectory(env), join(expected)));
  }

  it("says what to set when nothing tells", () => {
    assert.throws(
      () => defaultCacheDirectory({}),
      (error: unknown) => error instanceof CacheDirectoryUnknownError && /Set XDG_CACHE_HOME/.test(error.hint),
    );
  });
});
