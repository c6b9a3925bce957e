import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { otherTakesAll } from "./load-balancing";
import { copy, dropInput, eachOf, edit, isOfEndpoint, ofType, rewire, setInputs } from "./edit";

const caughtBy = "every-route-reaches-its-service";
const ingress = "securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "securityGroupEgressRule:SecurityGroupEgressRule";

/** Removes each suitable resource of a type in turn. */
const gone = (kind: string, type: string, fits: (one: SnapshotResource, all: Snapshot) => boolean): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, type)
      .filter((one) => fits(one, snapshot))
      .map(({ urn, name }) => ({ title: `${kind}: ${name}`, snapshot: snapshot.filter((other) => other.urn !== urn) })),
});

const names = (property: string, ends: RegExp) => (one: SnapshotResource) =>
  one.propertyDependencies[property]?.some((urn) => ends.test(urn)) === true;
const ownerIs = (ends: RegExp) => names("securityGroupId", ends);
const peerIs = (ends: RegExp) => names("referencedSecurityGroupId", ends);

/** Removes all egress rules of a service for port 443. */
const cutOff: Operator = {
  kind: "tasks without egress on port 443",
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, "ecs/service:Service").map(({ name }) => ({
      title: `${name} has no egress on port 443`,
      snapshot: snapshot.filter(
        (one) =>
          !(
            one.type.endsWith(egress) &&
            one.inputs["fromPort"] === 443 &&
            ownerIs(new RegExp(`::${name}-service$`))(one)
          ),
      ),
    })),
};

const forwards = ({ inputs }: SnapshotResource, property: string) =>
  JSON.stringify(inputs[property] ?? "").includes('"forward"');
const refusal = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }];

const hasProductionRule = ({ urn }: SnapshotResource, snapshot: Snapshot) =>
  ofType(snapshot, "listenerRule:ListenerRule").some(
    (rule) => rule.name.endsWith("-production") && rule.propertyDependencies["listenerArn"]?.includes(urn),
  );

const routeTwice: Operator = {
  kind: "duplicate route",
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, "apigatewayv2/route:Route").map((route) => ({
      title: `${route.name} twice`,
      snapshot: [...snapshot, copy(route, "again")],
    })),
};

const otherLink: Operator = {
  kind: "integration with the link of another VPC",
  caughtBy: "balancer-and-vpc-link-in-one-vpc",
  mutants: (snapshot) =>
    ofType(snapshot, "integration:Integration").flatMap((one) => {
      const used = one.propertyDependencies["connectionId"] ?? [];
      const other = ofType(snapshot, "apigatewayv2/vpcLink:VpcLink").find(({ urn }) => !used.includes(urn));
      return other === undefined
        ? []
        : [
            {
              title: `${one.name} by ${other.name}`,
              snapshot: edit(snapshot, one.urn, rewire("connectionId", [other.urn])),
            },
          ];
    }),
};

const isCall = (one: SnapshotResource) => ownerIs(/-service$/)(one) && peerIs(/-service$/)(one);

/** Faults that rules for single hops do not see. */
export const paths: readonly Operator[] = [
  gone("egress rule of a link gone", egress, ownerIs(/-link$/)),
  gone("egress rule of a load balancer gone", egress, ownerIs(/-(alb|nlb)$/)),
  gone("ingress rule of a load balancer gone", ingress, (one) => ownerIs(/-(alb|nlb)$/)(one) && peerIs(/-link$/)(one)),
  gone("ingress rule of another account's endpoint gone", ingress, ownerIs(/-endpoint$/)),
  gone("ingress rule of a service gone", ingress, (one) => ownerIs(/-service$/)(one) && !isCall(one)),
  { ...gone("ingress rule of a call gone", ingress, isCall), caughtBy: "every-reach-has-a-path" },
  cutOff,
  gone("target group attachment gone", "targetGroupAttachment:TargetGroupAttachment", (one) => !isOfEndpoint(one)),
  gone("REST method without its integration", "apigateway/integration:Integration", () => true),
  routeTwice,
  otherLink,
  eachOf("stage without a deployment", caughtBy, "apigatewayv2/stage:Stage", dropInput("autoDeploy")),
  eachOf("HTTP route without its integration", caughtBy, "apigatewayv2/route:Route", dropInput("target")),
  eachOf("listener that answers 404", caughtBy, "lb/listener:Listener", (one, all) =>
    // No request gets the default action beside a production rule for every path.
    forwards(one, "defaultActions") && !hasProductionRule(one, all)
      ? setInputs({ defaultActions: refusal })(one)
      : undefined,
  ),
  eachOf("rule that answers 404", caughtBy, "listenerRule:ListenerRule", (one) =>
    forwards(one, "actions") ? setInputs({ actions: refusal })(one) : undefined,
  ),
  eachOf("rule for another path", caughtBy, "listenerRule:ListenerRule", (one, all) =>
    // Without its rule, /catalog/reviews goes to the catalog, and every path to a service with the path `/`.
    forwards(one, "actions") && !one.name.endsWith("-reviews") && !otherTakesAll(one, all)
      ? setInputs({ conditions: [{ pathPattern: { values: ["/elsewhere"] } }] })(one)
      : undefined,
  ),
  eachOf("service registered nowhere", caughtBy, "ecs/service:Service", (one) =>
    one.inputs["loadBalancers"] === undefined ? undefined : dropInput("loadBalancers")(one),
  ),
  eachOf("target group for the other load balancer type", caughtBy, "targetGroup:TargetGroup", (one) =>
    one.inputs["targetType"] === "ip"
      ? setInputs({ protocol: one.inputs["protocol"] === "HTTP" ? "TCP" : "HTTP" })(one)
      : undefined,
  ),
  eachOf("listener of another protocol", caughtBy, "lb/listener:Listener", setInputs({ protocol: "UDP" })),
];
