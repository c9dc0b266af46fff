/** Opens a session, writes its process' id, and then exits without closing it, or computes for ever: as told. */
import { ortEngine } from "../../../src/engine/isolated/ortEngine.ts";
import { addOne, endless, floats } from "../models.ts";

const session = await ortEngine({ timeoutMs: 600_000 }).open(process.argv[2] === "exits" ? addOne : endless);
const running = process.argv[2] === "computes" ? session.run({ x: floats(1) }) : undefined;
// The request is in the channel before the id is out.
await new Promise((resolve) => setTimeout(resolve, running === undefined ? 0 : 500));
process.stdout.write(String(session.pid));
if (running === undefined) setTimeout(() => process.exit(0), 100);
await running;
