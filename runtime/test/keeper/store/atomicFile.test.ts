import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeFileAtomic } from "../../../keeper/store/atomicFile.ts";
import { cleanUp, temporaryDirectory } from "../support/cleanup.ts";

const posix = process.platform !== "win32";

describe("keeper: atomic files", () => {
  afterEach(cleanUp);

  it("replace what was there, for their owner's eyes only, and leave nothing beside it", async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, "file");
    await writeFile(path, "what was there", { mode: 0o644 });
    await writeFileAtomic(path, "what is new");
    assert.equal(await readFile(path, "utf8"), "what is new");
    if (posix) assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(directory), ["file"]);
  });

  it("leave what was there, and no half of what is new, when the disk takes no more", async function () {
    if (!posix) this.skip(); // the limit on a file's size is the shell's
    const directory = await temporaryDirectory();
    const path = join(directory, "file");
    await writeFile(path, "what was there");
    const module = new URL("../../../keeper/store/atomicFile.ts", import.meta.url);
    const write = `const { writeFileAtomic } = await import("${module}");
      await writeFileAtomic(process.argv[1], "x".repeat(10_000)).catch(({ code }) => console.log(code));`;
    const node = [process.execPath, "--input-type=module", "--eval", write, path];
    const { stdout } = await promisify(execFile)("sh", ["-c", 'ulimit -f 1 && exec "$@"', "sh", ...node]);
    assert.equal(stdout, "EFBIG\n");
    assert.equal(await readFile(path, "utf8"), "what was there");
    assert.deepEqual(await readdir(directory), ["file"]);
  });

  it("leave nothing beside a name that can't be taken", async () => {
    const directory = await temporaryDirectory();
    const taken = join(directory, "taken");
    await mkdir(join(taken, "within"), { recursive: true });
    await assert.rejects(writeFileAtomic(taken, "what is new"), { syscall: "rename" });
    assert.deepEqual(await readdir(directory), ["taken"]);
  });
});
