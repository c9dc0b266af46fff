import assert from "node:assert/strict";
import { httpEndpoint } from "../../../keeper/chain/endpoint.ts";
import { CallRevertedError, EndpointError } from "../../../keeper/chain/errors.ts";
import { cleanUp, later } from "../support/cleanup.ts";
import { type Behaviour, fakeChain, fakeRpc, HANDLED } from "../support/fakeRpc.ts";

describe("keeper: one RPC endpoint", () => {
  afterEach(cleanUp);

  async function ask(behaviour: Behaviour, timeoutMilliseconds = 20_000): Promise<unknown> {
    const rpc = await fakeRpc(fakeChain(), behaviour);
    later(rpc.close);
    const endpoint = httpEndpoint({ index: 4, url: `${rpc.url}/secret-access-key`, timeoutMilliseconds });
    return endpoint.request("eth_call", [], new AbortController().signal);
  }

  const noAnswers: Record<string, Behaviour> = {
    "an HTML page": ({ response }) => response.end("<html>") && HANDLED,
    "an answer to another request": ({ response }) => response.end('{"id":99,"result":"0x"}') && HANDLED,
    "no result": ({ response }) => response.end('{"id":1}') && HANDLED,
    "a JSON null": ({ response }) => response.end("null") && HANDLED,
    "an error of its own": () => {
      throw { code: -32005, message: "rate limited" };
    },
    "a redirect": ({ response }) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end() && HANDLED,
    "an answer without end": ({ response }) => {
      const chunk = " ".repeat(65_536);
      const more = (): unknown => (response.destroyed ? undefined : response.write(chunk, () => setImmediate(more)));
      more();
      return HANDLED;
    },
    "a broken connection": ({ response }) => response.destroy() && HANDLED,
  };
  for (const [name, behaviour] of Object.entries(noAnswers)) {
    it(`takes ${name} for no answer, and does not show its URL`, async () => {
      await assert.rejects(ask(behaviour), (error: Error) => {
        assert.ok(error instanceof EndpointError, String(error));
        assert.equal(error.endpoint, 4);
        assert.doesNotMatch(error.message, /secret-access-key|127\.0\.0\.1/);
        return true;
      });
    });
  }

  it("gives up after its timeout", async () => {
    await assert.rejects(
      ask(() => HANDLED, 20),
      /endpoint 4: gave no answer in time/,
    );
  });

  const reverts: Record<string, [object, string]> = {
    "code 3 with data": [{ code: 3, message: "execution reverted", data: "0xAB" }, "0xab"],
    "-32000 without data": [{ code: -32000, message: "execution reverted" }, "0x"],
    "-32015 with a prefix": [{ code: -32015, message: "VM execution error: revert", data: "Reverted 0xab" }, "0xab"],
    "data in an object": [{ code: -32603, message: "reverted with custom error", data: { data: "0xab" } }, "0xab"],
  };
  for (const [name, [error, data]] of Object.entries(reverts)) {
    it(`reads a revert written as ${name}`, async () => {
      await assert.rejects(
        ask(() => {
          throw error;
        }),
        (thrown: Error) => thrown instanceof CallRevertedError && thrown.data === data,
      );
    });
  }
});
