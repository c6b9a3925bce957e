import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { copy, dropInput, eachOf, edit, isOfCustomer, ofType, rewire, setInputs, setPlain, setUnknown } from "./edit";

const inVpc = (vpc: SnapshotResource) => (resource: SnapshotResource) =>
  resource.propertyDependencies["vpcId"]?.includes(vpc.urn) === true;

/** Moves all subnets of a VPC into one zone. */
const subnetsIn = (kind: string, caughtBy: string, zone: string, needs: string): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, "ec2/vpc:Vpc")
      .filter((vpc) =>
        ofType(snapshot, needs).some(({ propertyDependencies, inputs }) =>
          inputs["loadBalancerType"] === "network"
            ? false
            : Object.values(propertyDependencies).some((urns) => urns.includes(vpc.urn)),
        ),
      )
      .map((vpc) => ({
        title: `${kind}: ${vpc.name}`,
        snapshot: snapshot.map((one) =>
          one.type.endsWith("ec2/subnet:Subnet") && inVpc(vpc)(one) ? setInputs({ availabilityZone: zone })(one) : one,
        ),
      })),
});

const withoutNat = (kind: string, caughtBy: string, type: string): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    // Without NAT gateways, tasks use VPC endpoints.
    ofType(snapshot, "natGateway:NatGateway").length === 0
      ? []
      : [{ title: kind, snapshot: snapshot.filter((resource) => !resource.type.endsWith(type)) }],
});

/** Tasks start without the endpoint of ECS Exec, and without those of other accounts' services. */
const isForOthers = (one: SnapshotResource) => one.name.endsWith("-ssmmessages") || isOfCustomer(one);

const withoutEach = (kind: string, caughtBy: string, type: string): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, type)
      .filter((one) => !isForOthers(one))
      .map(({ urn, name }) => ({
        title: `${kind}: ${name}`,
        snapshot: snapshot.filter((resource) => resource.urn !== urn),
      })),
});

const natTurned: Operator = {
  kind: "private subnets routed to the internet gateway",
  caughtBy: "private-tasks-reach-registry",
  mutants: (snapshot) =>
    ofType(snapshot, "internetGateway:InternetGateway").flatMap((gateway) => {
      const vpc = gateway.propertyDependencies["vpcId"]?.find((urn) => urn.includes("ec2/vpc:Vpc")) ?? "";
      const routes = ofType(snapshot, "ec2/route:Route").filter(
        ({ urn, propertyDependencies }) =>
          urn.startsWith(vpc.split("::").slice(0, 2).join("::")) &&
          propertyDependencies["natGatewayId"] !== undefined &&
          urn
            .split("::")
            .at(-1)
            ?.startsWith(vpc.split("::").at(-1) ?? "") === true,
      );
      if (routes.length === 0) return [];
      const turned = routes.reduce(
        (all, { urn }) =>
          edit(all, urn, (one) =>
            rewire("gatewayId", [gateway.urn])(setUnknown("gatewayId")(dropInput("natGatewayId")(one))),
          ),
        snapshot,
      );
      return [{ title: `routes to ${gateway.name}`, snapshot: turned }];
    }),
};

/** Removes the ingress rule of the VPC endpoints for the tasks of a service. */
const endpointClosed: Operator = {
  kind: "endpoint that does not admit a service",
  caughtBy: "private-tasks-reach-registry",
  mutants: (snapshot) =>
    ofType(snapshot, "securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ propertyDependencies }) =>
        propertyDependencies["securityGroupId"]?.some((urn) => urn.endsWith("endpoints")),
      )
      .map(({ urn, name }) => ({
        title: `${name} gone`,
        snapshot: snapshot.filter((resource) => resource.urn !== urn),
      })),
};

const otherProvider: SnapshotResource = {
  urn: "urn:pulumi:dev::private-integrations::pulumi:providers:aws::other",
  type: "pulumi:providers:aws",
  name: "other",
  inputs: { region: "us-east-1", allowedAccountIds: ["210987654321"] },
  dependencies: [],
  propertyDependencies: {},
};

/** Only account IDs show that two accounts differ. */
const withAccount = (one: SnapshotResource): SnapshotResource =>
  one.type === otherProvider.type ? setInputs({ allowedAccountIds: ["123456789012"] })(one) : one;

const inOtherAccount = (kind: string, type: string): Operator => ({
  kind,
  caughtBy: "one-account",
  mutants: (snapshot) =>
    ofType(snapshot, type)
      // A load balancer that no API in the stack calls may be in any account.
      .filter(
        ({ inputs }) =>
          inputs["loadBalancerType"] !== "application" || ofType(snapshot, "apigateway/vpcLink:VpcLink").length === 0,
      )
      .map(({ urn, name }) => ({
        title: `${kind}: ${name}`,
        snapshot: [
          otherProvider,
          ...edit(snapshot.map(withAccount), urn, (one) => ({ ...one, provider: `${otherProvider.urn}::id-of-other` })),
        ],
      })),
});

const inOtherRegion = eachOf(
  "listener in another Region",
  "listener-in-region-of-balancer",
  "lb/listener:Listener",
  setPlain({ region: "ap-south-2" }),
);

const onSecondBalancer: Operator = {
  kind: "target group behind two load balancers",
  caughtBy: "target-group-on-one-balancer",
  mutants: (snapshot) => {
    const listeners = ofType(snapshot, "lb/listener:Listener");
    return listeners.flatMap((listener) => {
      const other = listeners.find(
        (one) =>
          one.propertyDependencies["loadBalancerArn"]?.[0] !== listener.propertyDependencies["loadBalancerArn"]?.[0] &&
          one.propertyDependencies["defaultActions"] !== undefined,
      );
      if (other === undefined || listener.propertyDependencies["defaultActions"] === undefined) return [];
      return [
        {
          title: `${listener.name} forwards to the target group of ${other.name}`,
          snapshot: edit(
            snapshot,
            listener.urn,
            rewire("defaultActions", other.propertyDependencies["defaultActions"] ?? []),
          ),
        },
      ];
    });
  },
};

const lowPorts = (kind: string, port: number): Operator => ({
  kind,
  caughtBy: "rest-integration-port",
  mutants: (snapshot) =>
    ofType(snapshot, "apigateway/integration:Integration").length === 0
      ? []
      : ofType(snapshot, "loadBalancer:LoadBalancer")
          .filter(
            ({ inputs }) =>
              inputs["loadBalancerType"] === "network" || ofType(snapshot, "apigateway/vpcLink:VpcLink").length === 0,
          )
          .map((balancer) => ({
            title: `${kind}: ${balancer.name}`,
            snapshot: snapshot.map((one) =>
              one.propertyDependencies["loadBalancerArn"]?.includes(balancer.urn) === true
                ? setInputs({ port })(one)
                : one,
            ),
          })),
});

const namespaceMoved: Operator = {
  kind: "Cloud Map namespace in another VPC",
  caughtBy: "namespace-and-vpc-link-in-one-vpc",
  mutants: (snapshot: Snapshot) =>
    ofType(snapshot, "privateDnsNamespace:PrivateDnsNamespace").flatMap((namespace) => {
      const [vpc] = ofType(snapshot, "ec2/vpc:Vpc");
      if (vpc === undefined) return [];
      const other = copy(vpc, "other");
      return [
        {
          title: `${namespace.name} in another VPC`,
          snapshot: [other, ...edit(snapshot, namespace.urn, rewire("vpc", [other.urn]))],
        },
      ];
    }),
};

/** Faults of accounts, zones, ports and routes. */
export const reach: readonly Operator[] = [
  // The settings of the test map this name to use1-az3.
  subnetsIn(
    "V2 link in a zone without links",
    "vpc-link-v2-zones",
    "zone-without-links",
    "apigatewayv2/vpcLink:VpcLink",
  ),
  subnetsIn("ALB in one zone", "alb-in-two-zones", "us-east-1b", "loadBalancer:LoadBalancer"),
  withoutNat("VPC without routes", "private-tasks-reach-registry", "ec2/route:Route"),
  natTurned,
  withoutEach("endpoint gone", "private-tasks-reach-registry", "ec2/vpcEndpoint:VpcEndpoint"),
  eachOf("endpoint without private DNS", "private-tasks-reach-registry", "ec2/vpcEndpoint:VpcEndpoint", (one) =>
    one.inputs["vpcEndpointType"] === "Interface" && !isForOthers(one)
      ? setInputs({ privateDnsEnabled: false })(one)
      : undefined,
  ),
  endpointClosed,
  inOtherAccount("V1 link in another account", "apigateway/vpcLink:VpcLink"),
  inOtherAccount("V2 link in another account", "apigatewayv2/vpcLink:VpcLink"),
  inOtherAccount("load balancer in another account", "loadBalancer:LoadBalancer"),
  inOtherRegion,
  onSecondBalancer,
  lowPorts("listener at a port that REST APIs do not support", 81),
  lowPorts("listener at the largest unsupported port", 1023),
  namespaceMoved,
];
