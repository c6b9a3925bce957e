import assert from "node:assert/strict";
import { replacing } from "../../simulator/aws/replacement";
import type { Properties } from "../../simulator/values";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const nlb = { loadBalancerType: "network", subnets: ["a", "b"], securityGroups: ["g"] };
/** Which inputs make the provider replace a balancer that changes so. */
const replaced = (olds: Properties, change: Properties) =>
  replacing(balancer, Object.keys(change), olds, { ...olds, ...change });

describe("what the stand-in for AWS replaces", () => {
  it("an NLB that loses a subnet or takes another instead, not one that gains a subnet", () => {
    assert.deepEqual(replaced(nlb, { subnets: ["a"] }), ["subnets"]);
    assert.deepEqual(replaced(nlb, { subnets: ["a", "c"] }), ["subnets"]);
    assert.deepEqual(replaced(nlb, { subnets: ["a", "b", "c"] }), []);
  });

  it("an NLB with its first security group or without its last, not one with others", () => {
    assert.deepEqual(replaced({ ...nlb, securityGroups: [] }, { securityGroups: ["g"] }), ["securityGroups"]);
    assert.deepEqual(replaced(nlb, { securityGroups: [] }), ["securityGroups"]);
    assert.deepEqual(replaced(nlb, { securityGroups: ["h", "i"] }), []);
  });

  it("an ALB with another scheme or kind, not one with other subnets or groups", () => {
    const alb = { ...nlb, loadBalancerType: "application", internal: true };
    assert.deepEqual(replaced(alb, { subnets: ["a"], securityGroups: ["h"] }), []);
    assert.deepEqual(replaced(alb, { internal: false, loadBalancerType: "network" }), ["internal", "loadBalancerType"]);
  });

  it("a task definition and an attachment whatever changes, a link by what AWS never changes of it", () => {
    assert.deepEqual(replacing("aws:ecs/taskDefinition:TaskDefinition", ["cpu"], {}, {}), ["cpu"]);
    assert.deepEqual(replacing("aws:lb/targetGroupAttachment:TargetGroupAttachment", ["port"], {}, {}), ["port"]);
    assert.deepEqual(replacing("aws:apigatewayv2/vpcLink:VpcLink", ["tags", "subnetIds"], {}, {}), ["subnetIds"]);
    assert.deepEqual(replacing("aws:apigateway/vpcLink:VpcLink", ["description", "targetArn"], {}, {}), ["targetArn"]);
  });
});
