import assert from "node:assert/strict";
import { refusedLogs } from "../../simulator/aws/access-logs";
import type { Outside } from "../../simulator/aws/existing";

const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const outside: Outside = {
  zones: {},
  certificates: {},
  refusingBuckets: { "closed-logs": "policy", "far-logs": "region" },
};
const refused = (bucket: string, enabled: boolean, type = loadBalancer) =>
  refusedLogs(type, { name: "orders-alb-0000001", accessLogs: { bucket, enabled } }, { outside });

// test/engine/operation-keys.test.ts has what an update does then.
describe("buckets for access logs of load balancers in the AWS simulator", () => {
  it("are refused in the words of ELB", () => {
    assert.equal(
      refused("closed-logs", true),
      "InvalidConfigurationRequest: Access Denied for bucket: closed-logs. Please check S3bucket permission",
    );
    assert.equal(
      refused("far-logs", true),
      "InvalidConfigurationRequest: S3Bucket: far-logs is not located in the same region with ELB: orders-alb-0000001",
    );
  });

  it("are not looked at where nothing is stated of them, without logs, and by other types", () => {
    assert.equal(refused("shop-logs", true), undefined);
    assert.equal(refused("closed-logs", false), undefined);
    assert.equal(refused("closed-logs", true, "aws:lb/listener:Listener"), undefined);
    assert.equal(refusedLogs(loadBalancer, { name: "orders-alb-0000001" }, { outside }), undefined);
    assert.equal(
      refusedLogs(
        loadBalancer,
        { accessLogs: { bucket: "x", enabled: true } },
        { outside: { zones: {}, certificates: {} } },
      ),
      undefined,
    );
  });
});
