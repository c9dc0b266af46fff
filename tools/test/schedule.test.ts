import assert from "node:assert/strict";
import { once } from "node:events";
import type { SuiteResult } from "../testing/result.ts";
import { type Print, runSuites } from "../testing/schedule.ts";
import type { Suite } from "../testing/suites.ts";

const suiteOf = (name: string, fillsIdleCores = false): Suite => ({
  ...{ name, title: name, prepare: [], fillsIdleCores },
  run: () => assert.fail("the schedule runs suites by what it is given"),
});
const filler = suiteOf("filler", true);
const [first, second] = [suiteOf("first"), suiteOf("second")];

/** Suites that end when they are told to. Each says that it began and that it ended. */
function stage(cores: number, suites: readonly Suite[]) {
  const said: string[] = [];
  const ends = new EventTarget();
  const begun = new EventTarget();
  const started: string[] = [];
  const run = async ({ name }: Suite, say: Print): Promise<SuiteResult> => {
    say(`${name} begins`);
    started.push(name);
    begun.dispatchEvent(new Event(name));
    await once(ends, name);
    say(`${name} ends`);
    return { suite: name, tests: [], ms: 1 };
  };
  const results = runSuites(suites, { cores, run, print: (line) => void said.push(line) });
  const begins = async ({ name }: Suite) => void (started.includes(name) || (await once(begun, name)));
  const end = ({ name }: Suite) => void ends.dispatchEvent(new Event(name));
  return { said, started, results, begins, end };
}

describe("the schedule of suites", () => {
  it("runs a suite that fills idle cores beside the others, and mixes no words: it speaks between two of them", async () => {
    const { said, started, results, begins, end } = stage(2, [filler, first, second]);
    await Promise.all([begins(filler), begins(first)]);
    assert.deepEqual([started.toSorted(), said], [["filler", "first"], ["first begins"]]);
    end(filler);
    end(first);
    await begins(second);
    assert.deepEqual(said, ["first begins", "first ends", "filler begins", "filler ends", "second begins"]);
    end(second);
    assert.deepEqual(
      (await results).map(({ suite }) => suite),
      ["filler", "first", "second"],
    );
  });

  it("prints at once what a suite said that outlives all others", async () => {
    const { said, results, begins, end } = stage(2, [filler, first]);
    await Promise.all([begins(filler), begins(first)]);
    end(first);
    await new Promise(setImmediate);
    assert.deepEqual(said, ["first begins", "first ends"]);
    end(filler);
    await results;
    assert.deepEqual(said, ["first begins", "first ends", "filler begins", "filler ends"]);
  });

  it("runs one at a time, in their order, where there is one core", async () => {
    const { said, started, results, begins, end } = stage(1, [first, filler, second]);
    const order = [first, filler, second];
    for (const [index, suite] of order.entries()) {
      await begins(suite);
      assert.deepEqual(
        started,
        order.slice(0, index + 1).map(({ name }) => name),
      );
      end(suite);
    }
    await results;
    assert.deepEqual(
      said,
      order.flatMap(({ name }) => [`${name} begins`, `${name} ends`]),
    );
  });

  it("tells a suite that can't be run as a failure of its own, and runs the others to their end", async () => {
    const run = async ({ name }: Suite): Promise<SuiteResult> => {
      if (name !== "second") throw new Error(`${name} is not installed`);
      return { suite: name, tests: [], ms: 1 };
    };
    assert.deepEqual(await runSuites([filler, first, second], { cores: 2, print: () => {}, run }), [
      { suite: "filler", tests: [], ms: 0, problem: "it could not be run: filler is not installed" },
      { suite: "first", tests: [], ms: 0, problem: "it could not be run: first is not installed" },
      { suite: "second", tests: [], ms: 1 },
    ]);
  });
});
