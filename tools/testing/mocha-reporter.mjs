// A mocha reporter that writes one JSON line per event to file descriptor 3, for the runner that started mocha.
// Its last line is {"event":"end"}: without it the runner knows that the process died on the way.
import { writeSync } from "node:fs";

const CHANNEL = 3;

function send(message) {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(CHANNEL, bytes, sent);
    } catch (error) {
      if (error.code === "EPIPE") process.exit(1);
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

const describeTest = (test) => ({ file: test.file, name: test.fullTitle(), ms: test.duration ?? 0 });

function describeError(error) {
  const own = error?.stack ?? String(error);
  return error?.cause === undefined ? own : `${own}\nCaused by: ${describeError(error.cause)}`;
}

export default class ChannelReporter {
  constructor(runner) {
    runner.on("pass", (test) => send({ event: "test", status: "passed", ...describeTest(test) }));
    runner.on("pending", (test) => send({ event: "test", status: "skipped", ...describeTest(test) }));
    runner.on("fail", (test, error) =>
      send({ event: "test", status: "failed", ...describeTest(test), error: describeError(error) }),
    );
    runner.once("end", () => send({ event: "end" }));
    // The runner holds our standard input open; when it is gone, so are we.
    process.stdin.on("end", () => process.exit(1)).on("error", () => {});
    process.stdin.resume();
    process.stdin.unref();
  }
}
