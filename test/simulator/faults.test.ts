import assert from "node:assert/strict";
import { Faults, throttled } from "../../simulator/aws/faults";

const type = "aws:lb/listener:Listener";
const urn = `urn:pulumi:s::p::${type}::one`;

describe("faults of the AWS simulator", () => {
  it("a fault is injected once, into the nth matching call", () => {
    const faults = new Faults();
    faults.add({ call: "create", of: type, nth: 2, failure: throttled });
    assert.equal(faults.next("delete", urn, type), undefined);
    assert.equal(faults.next("create", "urn:other", "aws:lb/loadBalancer:LoadBalancer"), undefined);
    assert.equal(faults.next("create", urn, type), undefined);
    assert.deepEqual(faults.next("create", urn, type), { error: "ThrottlingException: Rate exceeded" });
    assert.equal(faults.next("create", urn, type), undefined);
    assert.deepEqual(faults.unused, []);
  });

  it("a fault with a URN affects only that resource; untriggered faults are listed", () => {
    const faults = new Faults();
    faults.add({ call: "create", of: urn, failure: { connection: "lost" } });
    assert.equal(faults.next("create", `${urn}-2`, type), undefined);
    assert.equal(faults.unused.length, 1);
    assert.deepEqual(faults.next("create", urn, type), { connection: "lost" });
  });
});
