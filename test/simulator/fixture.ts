import assert from "node:assert/strict";
import { AwsAccount } from "../../simulator/aws/account";
import type { Existing } from "../../simulator/aws/existing";
import type { Properties } from "../../simulator/values";

/** An account in which resources are made by short names. */
export class TestAccount {
  readonly account = new AwsAccount();
  private readonly named = new Map<string, Existing>();

  make(type: string, name: string, inputs: Properties = {}): Existing {
    const made = this.account.create(`urn:pulumi:s::p::aws:${type}::${name}`, { name: `${name}-0000001`, ...inputs });
    this.named.set(name, made);
    return made;
  }

  update(name: string, change: Properties): void {
    const one = this.get(name);
    this.account.update(one.urn, one.id, one.outputs, { ...one.inputs, ...change });
  }

  delete(name: string): void {
    const one = this.get(name);
    this.account.delete(one.urn, one.id, one.outputs);
  }

  private get(name: string): Existing {
    const one = this.named.get(name);
    assert.ok(one, name);
    return one;
  }
}

export const lb = (kind: string) => `lb/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
export const balancer = (account: TestAccount, name: string, loadBalancerType = "application") =>
  account.make(lb("LoadBalancer"), name, { loadBalancerType, internal: true });
export const group = (account: TestAccount, name: string, inputs: Properties = {}) =>
  account.make(lb("TargetGroup"), name, { port: 80, protocol: "HTTP", targetType: "ip", ...inputs });
export const listener = (account: TestAccount, name: string, to: Existing, port: number, target: Existing) =>
  account.make(lb("Listener"), name, {
    loadBalancerArn: to.id,
    port,
    defaultActions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const rule = (account: TestAccount, name: string, at: Existing, priority: number, target: Existing) =>
  account.make(lb("ListenerRule"), name, {
    listenerArn: at.id,
    priority,
    actions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const attach = (account: TestAccount, name: string, target: Existing, alb: Existing, port = 80) =>
  account.make(lb("TargetGroupAttachment"), name, { targetGroupArn: target.id, targetId: alb.id, port });
export const vpc = (account: TestAccount, name = "vpc") =>
  account.make("ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });
export const subnet = (
  account: TestAccount,
  name: string,
  to: Existing,
  cidrBlock: string,
  availabilityZone = "us-east-1b",
) => account.make("ec2/subnet:Subnet", name, { vpcId: to.id, cidrBlock, availabilityZone });
/** Ids of two subnets in two zones, in the blocks `10.0.<from>.0/24` and the next. */
export const twoSubnets = (account: TestAccount, to: Existing, from: number) => [
  subnet(account, `zone-a-${String(from)}`, to, `10.0.${String(from)}.0/24`, "us-east-1a").id,
  subnet(account, `zone-b-${String(from)}`, to, `10.0.${String(from + 1)}.0/24`).id,
];
export const securityGroup = (account: TestAccount, name: string, to: Existing) =>
  account.make("ec2/securityGroup:SecurityGroup", name, { vpcId: to.id });
export const linkV1 = (account: TestAccount, name: string, to: Existing) =>
  account.make("apigateway/vpcLink:VpcLink", name, { targetArn: to.id });
export const linkV2 = (account: TestAccount, name: string, subnetIds: readonly string[] = []) =>
  account.make("apigatewayv2/vpcLink:VpcLink", name, { subnetIds, securityGroupIds: [] });

export function restApi(account: TestAccount, connectionId: string) {
  const api = account.make("apigateway/restApi:RestApi", "api");
  const on = { restApi: api.id, resourceId: "root", httpMethod: "ANY" };
  account.make("apigateway/method:Method", "method", on);
  account.make("apigateway/integration:Integration", "integration", { ...on, connectionId, integrationTarget: "x" });
  const deployment = account.make("apigateway/deployment:Deployment", "deployment", { restApi: api.id });
  account.make("apigateway/stage:Stage", "stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
}

/** One refusal: the order that provokes it, and the order that does not. */
export interface Case {
  readonly error: RegExp;
  readonly refused: (account: TestAccount) => void;
  readonly accepted: (account: TestAccount) => void;
}
