import assert from "node:assert/strict";
import { AwsAccount } from "../../simulator/aws/account";
import type { Existing } from "../../simulator/aws/existing";
import type { Properties } from "../../simulator/values";

/** A simulated account whose resources are addressed by short names. */
export class TestAccount {
  readonly account = new AwsAccount();
  private readonly named = new Map<string, Existing>();

  create(type: string, name: string, inputs: Properties = {}): Existing {
    const token = type.startsWith("aws-native:") ? type : `aws:${type}`;
    const created = this.account.create(`urn:pulumi:s::p::${token}::${name}`, {
      name: `${name}-0000001`,
      ...inputs,
    });
    this.named.set(name, created);
    return created;
  }

  update(name: string, change: Properties): void {
    const { urn, id, inputs, outputs } = this.get(name);
    this.named.set(name, this.account.update(urn, id, outputs, { ...inputs, ...change }));
  }

  delete(name: string): void {
    const { urn, id, outputs } = this.get(name);
    this.account.delete(urn, id, outputs);
  }

  get(name: string): Existing {
    const resource = this.named.get(name);
    assert.ok(resource, name);
    return resource;
  }
}

export const lb = (kind: string) => `lb/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
export const balancer = (account: TestAccount, name: string, loadBalancerType = "application") =>
  account.create(lb("LoadBalancer"), name, { loadBalancerType, internal: true });
export const group = (account: TestAccount, name: string, inputs: Properties = {}) =>
  account.create(lb("TargetGroup"), name, { port: 80, protocol: "HTTP", targetType: "ip", ...inputs });
export const listener = (account: TestAccount, name: string, to: Existing, port: number, target: Existing) =>
  account.create(lb("Listener"), name, {
    loadBalancerArn: to.id,
    port,
    defaultActions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const rule = (account: TestAccount, name: string, at: Existing, priority: number, target: Existing) =>
  account.create(lb("ListenerRule"), name, {
    listenerArn: at.id,
    priority,
    actions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const attach = (account: TestAccount, name: string, target: Existing, alb: Existing, port = 80) =>
  account.create(lb("TargetGroupAttachment"), name, { targetGroupArn: target.id, targetId: alb.id, port });
export const vpc = (account: TestAccount, name = "vpc") =>
  account.create("ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });
export const subnet = (
  account: TestAccount,
  name: string,
  to: Existing,
  cidrBlock: string,
  availabilityZone = "us-east-1b",
) => account.create("ec2/subnet:Subnet", name, { vpcId: to.id, cidrBlock, availabilityZone });
/** Creates two subnets in two zones, `10.0.<from>.0/24` and the next /24. @returns their ids */
export const twoSubnets = (account: TestAccount, to: Existing, from: number) => [
  subnet(account, `zone-a-${String(from)}`, to, `10.0.${String(from)}.0/24`, "us-east-1a").id,
  subnet(account, `zone-b-${String(from)}`, to, `10.0.${String(from + 1)}.0/24`).id,
];
export const securityGroup = (account: TestAccount, name: string, to: Existing) =>
  account.create("ec2/securityGroup:SecurityGroup", name, { vpcId: to.id });
export const linkV1 = (account: TestAccount, name: string, to: Existing) =>
  account.create("apigateway/vpcLink:VpcLink", name, { targetArn: to.id });
export const linkV2 = (account: TestAccount, name: string, subnetIds: readonly string[] = []) =>
  account.create("apigatewayv2/vpcLink:VpcLink", name, { subnetIds, securityGroupIds: [] });

export function restApi(account: TestAccount, connectionId: string) {
  const api = account.create("apigateway/restApi:RestApi", "api");
  const on = { restApi: api.id, resourceId: "root", httpMethod: "ANY" };
  account.create("apigateway/method:Method", "method", on);
  account.create("apigateway/integration:Integration", "integration", { ...on, connectionId, integrationTarget: "x" });
  const deployment = account.create("apigateway/deployment:Deployment", "deployment", { restApi: api.id });
  account.create("apigateway/stage:Stage", "stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
}

/** A refusal: operations that AWS rejects with this error, and similar operations that it accepts. */
export interface Case {
  readonly error: RegExp;
  readonly refused: (account: TestAccount) => void;
  readonly accepted: (account: TestAccount) => void;
}
