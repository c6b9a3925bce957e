import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SecurityGroups } from "../../components/security-groups";
import type { SecurityGroupRule } from "../../core/security-group-rules";
import { runSmall } from "../support/run";

const service = { kind: "service", owner: "orders" } as const;
const balancer = { kind: "balancer", owner: "orders-alb" } as const;
const rule: SecurityGroupRule = {
  name: "orders-service-80-from-orders-alb",
  group: service,
  direction: "ingress",
  port: 80,
  peer: balancer,
};

/** Creates the groups in the order given, and says what an end of the deployment says then. */
async function created(...groups: readonly (typeof service | typeof balancer)[]): Promise<readonly string[]> {
  const { resources, errors } = await runSmall("apply", () => {
    const securityGroups = new SecurityGroups([rule], () => []);
    const owner = new pulumi.ComponentResource("test:index:Owner", "owner");
    for (const group of groups) securityGroups.create(group, "vpc-1", owner);
    securityGroups.assertComplete();
  });
  const rules = resources.filter(({ type }) => type.includes("SecurityGroupIngressRule")).map(({ name }) => name);
  return [...rules, ...errors.map((error) => error.split("\n")[0] ?? "")];
}

describe("security groups of a deployment", () => {
  it("get a rule as soon as both of its ends exist, in either order", async () => {
    assert.deepEqual(await created(service, balancer), [rule.name]);
    assert.deepEqual(await created(balancer, service), [rule.name]);
  });

  it("fail the deployment if a rule still waits for one of its ends", async () => {
    assert.deepEqual(await created(service), [
      "Error: security group rules whose group or peer was not created: orders-service-80-from-orders-alb",
    ]);
  });
});
