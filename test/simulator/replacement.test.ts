import assert from "node:assert/strict";
import { replacing } from "../../simulator/aws/replacement";
import type { Properties } from "../../simulator/values";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const nlb = { loadBalancerType: "network", subnets: ["a", "b"], securityGroups: ["g"] };
/** Inputs of this change that force the replacement of a load balancer. */
const replaced = (olds: Properties, change: Properties) =>
  replacing(balancer, Object.keys(change), olds, { ...olds, ...change });

describe("replacements in the AWS simulator", () => {
  it("an NLB is replaced if a subnet is removed or exchanged, not if one is added", () => {
    assert.deepEqual(replaced(nlb, { subnets: ["a"] }), ["subnets"]);
    assert.deepEqual(replaced(nlb, { subnets: ["a", "c"] }), ["subnets"]);
    assert.deepEqual(replaced(nlb, { subnets: ["a", "b", "c"] }), []);
  });

  it("an NLB is replaced if its first security group is added or its last removed", () => {
    assert.deepEqual(replaced({ ...nlb, securityGroups: [] }, { securityGroups: ["g"] }), ["securityGroups"]);
    assert.deepEqual(replaced(nlb, { securityGroups: [] }), ["securityGroups"]);
    assert.deepEqual(replaced(nlb, { securityGroups: ["h", "i"] }), []);
  });

  it("an ALB is replaced for a new scheme or type, not for subnets or groups", () => {
    const alb = { ...nlb, loadBalancerType: "application", internal: true };
    assert.deepEqual(replaced(alb, { subnets: ["a"], securityGroups: ["h"] }), []);
    assert.deepEqual(replaced(alb, { internal: false, loadBalancerType: "network" }), ["internal", "loadBalancerType"]);
  });

  it("task definitions and attachments are always replaced; VPC links for some inputs", () => {
    assert.deepEqual(replacing("aws:ecs/taskDefinition:TaskDefinition", ["cpu"], {}, {}), ["cpu"]);
    assert.deepEqual(replacing("aws:lb/targetGroupAttachment:TargetGroupAttachment", ["port"], {}, {}), ["port"]);
    assert.deepEqual(replacing("aws:apigatewayv2/vpcLink:VpcLink", ["tags", "subnetIds"], {}, {}), ["subnetIds"]);
    assert.deepEqual(replacing("aws:apigateway/vpcLink:VpcLink", ["description", "targetArn"], {}, {}), ["targetArn"]);
  });
});
