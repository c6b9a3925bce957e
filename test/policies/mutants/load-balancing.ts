import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { copy, dropInput, eachOf, edit, forget, isOfEndpoint, ofType, setInputs } from "./edit";

const behindLink = (one: SnapshotResource, all: Snapshot) =>
  ofType(all, "apigateway/vpcLink:VpcLink").some(({ propertyDependencies }) =>
    propertyDependencies["targetArn"]?.includes(one.urn),
  );
const isAlbGroup = ({ inputs }: SnapshotResource) => inputs["targetType"] === "alb";

const secondLink: Operator = {
  kind: "second V1 link on an NLB",
  caughtBy: "one-nlb-per-vpc-link-v1",
  mutants: (snapshot) =>
    ofType(snapshot, "apigateway/vpcLink:VpcLink").map((link) => ({
      title: `second link like ${link.name}`,
      snapshot: [...snapshot, copy(link, "again")],
    })),
};

const sameTwice = (kind: string, caughtBy: string, type: string): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, type)
      .slice(0, 3)
      .map((one) => ({ title: `${kind}: ${one.name}`, snapshot: [...snapshot, copy(one, "again")] })),
});

const attachmentsOfAlbs = (snapshot: Snapshot) =>
  ofType(snapshot, "targetGroupAttachment:TargetGroupAttachment").filter((one) => !isOfEndpoint(one));

/** The target group also depends on the ALB's listener, because the two are replaced together. */
const earlyAttachment: Operator = {
  kind: "attachment before the ALB's listener",
  caughtBy: "attachment-waits-for-alb-listener",
  mutants: (snapshot) =>
    attachmentsOfAlbs(snapshot).map((attachment) => {
      const affected = [attachment.urn, ...(attachment.propertyDependencies["targetGroupArn"] ?? [])];
      const forgetListeners = forget(ofType(snapshot, "lb/listener:Listener").map(({ urn }) => urn));
      return {
        title: `attachment before the ALB's listener: ${attachment.name}`,
        snapshot: snapshot.map((one) => (affected.includes(one.urn) ? forgetListeners(one) : one)),
      };
    }),
};

const shadowed: Operator = {
  kind: "longer path after the shorter",
  caughtBy: "unshadowed-listener-rule",
  mutants: (snapshot) => {
    const rules = ofType(snapshot, "listenerRule:ListenerRule");
    const catalog = rules.find(({ name }) => name.endsWith("-catalog"));
    const reviews = rules.find(({ name }) => name.endsWith("-reviews"));
    if (catalog === undefined || reviews === undefined) return [];
    const [deep, shallow] = [reviews.inputs["priority"], catalog.inputs["priority"]];
    const swapped = edit(snapshot, reviews.urn, setInputs({ priority: shallow }));
    return [{ title: "priorities swapped", snapshot: edit(swapped, catalog.urn, setInputs({ priority: deep })) }];
  },
};

const samePriority: Operator = {
  kind: "two rules with the same priority",
  caughtBy: "unique-listener-rule-priority",
  mutants: (snapshot) => {
    const [first, ...others] = ofType(snapshot, "listenerRule:ListenerRule").filter(({ name }) =>
      name.startsWith("web-"),
    );
    return others.map((rule) => ({
      title: `${rule.name} at the priority of ${first?.name ?? ""}`,
      snapshot: edit(snapshot, rule.urn, setInputs({ priority: first?.inputs["priority"] })),
    }));
  },
};

/** Whether another rule of the listener takes every path, so that no request gets the default action. */
export const otherTakesAll = (rule: SnapshotResource, snapshot: Snapshot): boolean =>
  ofType(snapshot, "listenerRule:ListenerRule").some(
    (other) =>
      other.urn !== rule.urn &&
      other.propertyDependencies["listenerArn"]?.[0] === rule.propertyDependencies["listenerArn"]?.[0] &&
      JSON.stringify(other.inputs["conditions"]).includes('"/*"'),
  );

const healthUnanswered: Operator = {
  kind: "health rule of a shared ALB gone",
  caughtBy: "alb-health-check-answered",
  mutants: (snapshot) =>
    ofType(snapshot, "targetGroup:TargetGroup").some(isAlbGroup)
      ? ofType(snapshot, "listenerRule:ListenerRule")
          .filter((rule) => rule.name.endsWith("-health") && !otherTakesAll(rule, snapshot))
          .map((rule) => ({ title: `${rule.name} gone`, snapshot: snapshot.filter(({ urn }) => urn !== rule.urn) }))
      : [],
};

const forwardsToService = (listener: SnapshotResource, all: Snapshot) =>
  ofType(all, "ecs/service:Service").some(({ propertyDependencies }) =>
    propertyDependencies["loadBalancers"]?.some((urn) =>
      listener.propertyDependencies["defaultActions"]?.includes(urn),
    ),
  );

/** Faults of load balancers, listeners and target groups. */
export const balancing: readonly Operator[] = [
  secondLink,
  sameTwice("duplicate listener port", "unique-listener-port", "lb/listener:Listener"),
  samePriority,
  shadowed,
  healthUnanswered,
  eachOf("PrivateLink enforcement left on", "privatelink-enforcement-off", "loadBalancer:LoadBalancer", (one, all) =>
    behindLink(one, all) ? dropInput("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic")(one) : undefined,
  ),
  eachOf("PrivateLink enforcement turned on", "privatelink-enforcement-off", "loadBalancer:LoadBalancer", (one, all) =>
    behindLink(one, all) ? setInputs({ enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on" })(one) : undefined,
  ),
  eachOf(
    "internet-facing load balancer",
    "balancer-is-internal",
    "loadBalancer:LoadBalancer",
    setInputs({ internal: false }),
  ),
  eachOf("load balancer without internal", "balancer-is-internal", "loadBalancer:LoadBalancer", dropInput("internal")),
  eachOf(
    "load balancer with a fixed name",
    "no-fixed-names",
    "loadBalancer:LoadBalancer",
    setInputs({ name: "fixed" }),
  ),
  eachOf("target group with a fixed name", "no-fixed-names", "targetGroup:TargetGroup", setInputs({ name: "fixed" })),
  eachOf("alb target group over HTTP", "alb-target-group-is-tcp", "targetGroup:TargetGroup", (one) =>
    isAlbGroup(one) ? setInputs({ protocol: "HTTP" })(one) : undefined,
  ),
  eachOf("alb target group with a TCP check", "alb-target-group-is-tcp", "targetGroup:TargetGroup", (one) =>
    isAlbGroup(one) ? setInputs({ healthCheck: { protocol: "TCP" } })(one) : undefined,
  ),
  eachOf("alb target group with an HTTPS check", "alb-target-group-is-tcp", "targetGroup:TargetGroup", (one) =>
    isAlbGroup(one) ? setInputs({ healthCheck: { protocol: "HTTPS" } })(one) : undefined,
  ),
  eachOf(
    "alb target group at a port without a listener",
    "alb-target-group-is-tcp",
    "targetGroup:TargetGroup",
    (one) => (isAlbGroup(one) ? setInputs({ port: 8081 })(one) : undefined),
  ),
  eachOf(
    "attachment at a port without a listener",
    "alb-target-group-is-tcp",
    "targetGroupAttachment:TargetGroupAttachment",
    (one) => (isOfEndpoint(one) ? undefined : setInputs({ port: 8081 })(one)),
  ),
  earlyAttachment,
  eachOf(
    "listener that ignores its own changes",
    "governed-listener-ignores-weights",
    "lb/listener:Listener",
    (one, all) =>
      forwardsToService(one, all) ? { ...one, options: { ignoreChanges: ["defaultActions"] } } : undefined,
  ),
  eachOf(
    "TLS listener without a server name to verify",
    "tls-listener-has-server-name",
    "lb/listener:Listener",
    (one, all) =>
      ["HTTP", "TCP"].includes(String(one.inputs["protocol"])) &&
      ofType(all, "apigatewayv2/integration:Integration").some(({ propertyDependencies }) =>
        propertyDependencies["integrationUri"]?.includes(one.urn),
      )
        ? setInputs({ protocol: one.inputs["protocol"] === "TCP" ? "TLS" : "HTTPS" })(one)
        : undefined,
  ),
];
