import { isShifted } from "./strategies";
import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { eachOf, forget, hasEndpoint, ofType, setInputs } from "./edit";

function registration(one: SnapshotResource, change: Readonly<Record<string, unknown>>): SnapshotResource | undefined {
  const [first] = (one.inputs["loadBalancers"] ?? []) as Record<string, unknown>[];
  if (first === undefined) return undefined;
  return { ...one, inputs: { ...one.inputs, loadBalancers: [{ ...first, ...change }] } };
}

const forwarders = (all: Snapshot) =>
  [...ofType(all, "lb/listener:Listener"), ...ofType(all, "listenerRule:ListenerRule")].map(({ urn }) => urn);

const twice: Operator = {
  kind: "duplicate security group rule",
  caughtBy: "security-group-rule-once",
  mutants: (snapshot) =>
    ofType(snapshot, "securityGroupIngressRule:SecurityGroupIngressRule")
      .slice(0, 3)
      .map((rule) => ({
        title: `${rule.name} twice`,
        snapshot: [...snapshot, { ...rule, urn: `${rule.urn}-again`, name: `${rule.name}-again` }],
      })),
};

/** No request passes the VPC endpoints of AWS services, whose rules are advice. */
const onRequestPath = (change: (one: SnapshotResource) => SnapshotResource) => (one: SnapshotResource) =>
  one.name.includes("-endpoints-") ? undefined : change(one);

/** Faults of tasks and their security groups. */
export const tasks: readonly Operator[] = [
  twice,
  eachOf("service before its listener", "ecs-service-waits-for-listener", "ecs/service:Service", (one, all) =>
    one.inputs["loadBalancers"] === undefined ? undefined : forget(forwarders(all))(one),
  ),
  eachOf("task with a public address", "tasks-have-no-public-ip", "ecs/service:Service", (one) => {
    const network = one.inputs["networkConfiguration"] as Record<string, unknown>;
    return { ...one, inputs: { ...one.inputs, networkConfiguration: { ...network, assignPublicIp: true } } };
  }),
  eachOf("target group by instance", "ecs-target-group-is-ip", "targetGroup:TargetGroup", (one, all) =>
    one.inputs["targetType"] === "ip" && !hasEndpoint(one, all)
      ? setInputs({ targetType: "instance" })(one)
      : undefined,
  ),
  eachOf("container that does not exist", "ecs-container-matches-task-definition", "ecs/service:Service", (one) =>
    registration(one, { containerName: "other" }),
  ),
  eachOf("container port that does not exist", "ecs-container-matches-task-definition", "ecs/service:Service", (one) =>
    registration(one, { containerPort: 9999 }),
  ),
  eachOf(
    "ingress from anywhere",
    "no-ingress-from-anywhere",
    "securityGroupIngressRule:SecurityGroupIngressRule",
    onRequestPath(setInputs({ cidrIpv4: "0.0.0.0/0" })),
  ),
  eachOf(
    "ingress from anywhere by IPv6",
    "no-ingress-from-anywhere",
    "securityGroupIngressRule:SecurityGroupIngressRule",
    onRequestPath(setInputs({ cidrIpv6: "::/0" })),
  ),
  eachOf(
    "inline ingress",
    "no-inline-security-group-rules",
    "securityGroup:SecurityGroup",
    setInputs({ ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"] }] }),
  ),
  eachOf(
    "blue/green service without ignoreChanges on its listener",
    "governed-listener-ignores-weights",
    "ecs/service:Service",
    (one) =>
      // The listener or rule of a service with a strategy ignores its actions already.
      one.inputs["loadBalancers"] === undefined || isShifted(one)
        ? undefined
        : setInputs({ deploymentConfiguration: { strategy: "BLUE_GREEN" } })(one),
  ),
];
