import assert from "node:assert/strict";
import { StandIn } from "../../simulator/aws/account";
import type { Existing } from "../../simulator/aws/existing";
import type { Properties } from "../../simulator/values";

/** An account in which resources are made by short names. */
export class Scene {
  readonly account = new StandIn();
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
export const balancer = (scene: Scene, name: string, loadBalancerType = "application") =>
  scene.make(lb("LoadBalancer"), name, { loadBalancerType, internal: true });
export const group = (scene: Scene, name: string, inputs: Properties = {}) =>
  scene.make(lb("TargetGroup"), name, { port: 80, protocol: "HTTP", targetType: "ip", ...inputs });
export const listener = (scene: Scene, name: string, to: Existing, port: number, target: Existing) =>
  scene.make(lb("Listener"), name, {
    loadBalancerArn: to.id,
    port,
    defaultActions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const rule = (scene: Scene, name: string, at: Existing, priority: number, target: Existing) =>
  scene.make(lb("ListenerRule"), name, {
    listenerArn: at.id,
    priority,
    actions: [{ type: "forward", targetGroupArn: target.id }],
  });
export const attach = (scene: Scene, name: string, target: Existing, alb: Existing, port = 80) =>
  scene.make(lb("TargetGroupAttachment"), name, { targetGroupArn: target.id, targetId: alb.id, port });
export const vpc = (scene: Scene, name = "vpc") => scene.make("ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });
export const subnet = (scene: Scene, name: string, to: Existing, cidrBlock: string, availabilityZone = "us-east-1b") =>
  scene.make("ec2/subnet:Subnet", name, { vpcId: to.id, cidrBlock, availabilityZone });
/** Ids of two subnets in two zones, in the blocks `10.0.<from>.0/24` and the next. */
export const twoSubnets = (scene: Scene, to: Existing, from: number) => [
  subnet(scene, `zone-a-${String(from)}`, to, `10.0.${String(from)}.0/24`, "us-east-1a").id,
  subnet(scene, `zone-b-${String(from)}`, to, `10.0.${String(from + 1)}.0/24`).id,
];
export const securityGroup = (scene: Scene, name: string, to: Existing) =>
  scene.make("ec2/securityGroup:SecurityGroup", name, { vpcId: to.id });
export const linkV1 = (scene: Scene, name: string, to: Existing) =>
  scene.make("apigateway/vpcLink:VpcLink", name, { targetArn: to.id });
export const linkV2 = (scene: Scene, name: string, subnetIds: readonly string[] = []) =>
  scene.make("apigatewayv2/vpcLink:VpcLink", name, { subnetIds, securityGroupIds: [] });

export function restApi(scene: Scene, connectionId: string) {
  const api = scene.make("apigateway/restApi:RestApi", "api");
  const on = { restApi: api.id, resourceId: "root", httpMethod: "ANY" };
  scene.make("apigateway/method:Method", "method", on);
  scene.make("apigateway/integration:Integration", "integration", { ...on, connectionId, integrationTarget: "x" });
  const deployment = scene.make("apigateway/deployment:Deployment", "deployment", { restApi: api.id });
  scene.make("apigateway/stage:Stage", "stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
}

/** One refusal: the order that provokes it, and the order that does not. */
export interface Case {
  readonly error: RegExp;
  readonly refused: (scene: Scene) => void;
  readonly accepted: (scene: Scene) => void;
}
