import assert from "node:assert/strict";
import { answerOf } from "../../../tools/live/aws-cli";

describe("answers of the aws CLI", () => {
  it("a response is JSON, and an operation without one prints nothing", () => {
    assert.deepEqual(answerOf(0, '{"Items":[]}', ""), { ok: true, value: { Items: [] } });
    assert.deepEqual(answerOf(0, "\n", ""), { ok: true, value: {} });
  });

  it("a refusal has its code and message", () => {
    const text = "\nAn error occurred (NotFoundException) when calling the GetApi operation: Invalid API identifier\n";
    assert.deepEqual(answerOf(254, "", text), {
      ok: false,
      code: "NotFoundException",
      message: "Invalid API identifier",
    });
  });

  it("anything else is an error of the command", () => {
    assert.throws(() => answerOf(253, "", "Unable to locate credentials."), /Unable to locate credentials/);
  });
});
