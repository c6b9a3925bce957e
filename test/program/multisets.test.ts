import assert from "node:assert/strict";
import { count } from "../support/count";
import { runStack } from "../support/run";

const service = (number: number) => ({
  FargateService: number,
  Role: 2 * number,
  RolePolicy: number,
  LogGroup: number,
  TaskDefinition: number,
});
const restApi = (methods: number) => ({
  "index RestApi": 1,
  RestApi: 1,
  Resource: methods,
  Method: methods,
  Integration: methods,
  Deployment: 1,
  Stage: 1,
});
const always = { Stack: 1, aws: 1, Network: 1, Cluster: 1, VpcLinkV2: 1, VpcLink: 1 };

/** Resources of each example stack, counted by hand. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // One VPC with three zones and five endpoints; an ALB with three services, an NLB with two.
  shared: {
    ...always,
    ...service(5),
    ...restApi(10),
    awsx: 1,
    "awsx Vpc": 1,
    Vpc: 1,
    InternetGateway: 1,
    Subnet: 6,
    RouteTable: 6,
    RouteTableAssociation: 6,
    Route: 3,
    VpcEndpoint: 5,
    Service: 5,
    Target: 1,
    Policy: 1,
    "index LoadBalancer": 2,
    LoadBalancer: 2,
    Listener: 1 + 2,
    TargetGroup: 5,
    ListenerRule: 3 + 1,
    // Services, load balancers, VPC link and endpoints.
    SecurityGroup: 5 + 2 + 1 + 1,
    // VPC link to ALB and to two NLB ports; load balancers to services; services to endpoints and S3.
    SecurityGroupIngressRule: 1 + 2 + 5 + 5,
    SecurityGroupEgressRule: 1 + 2 + 5 + 5 + 5,
  },
  // One VPC with three zones and three NAT gateways; an ALB, an NLB and Cloud Map.
  mixed: {
    ...always,
    ...service(3),
    awsx: 1,
    "awsx Vpc": 1,
    Vpc: 1,
    InternetGateway: 1,
    Subnet: 6,
    RouteTable: 6,
    RouteTableAssociation: 6,
    Route: 6,
    Eip: 3,
    NatGateway: 3,
    Service: 3 + 1,
    CloudMap: 1,
    PrivateDnsNamespace: 1,
    "index LoadBalancer": 2,
    LoadBalancer: 2,
    Listener: 2,
    TargetGroup: 2,
    SecurityGroup: 3 + 2 + 1,
    SecurityGroupIngressRule: 2 + 2 + 1,
    SecurityGroupEgressRule: 3 + 2 + 3,
    // A stripped prefix needs an integration for each of the two routes of its service.
    HttpApi: 1,
    Api: 1,
    Integration: 1 + 2 + 2,
    "v2 Route": 6,
    Stage: 1,
  },
  // One VPC with two zones, and an ALB for each of four services, under option 5.
  secured: {
    ...always,
    ...service(4),
    ...restApi(10),
    awsx: 1,
    "awsx Vpc": 1,
    Vpc: 1,
    InternetGateway: 1,
    Subnet: 4,
    RouteTable: 4,
    RouteTableAssociation: 4,
    Route: 2 + 2,
    Eip: 1,
    NatGateway: 1,
    Service: 4,
    "index LoadBalancer": 4,
    LoadBalancer: 4,
    Listener: 4,
    TargetGroup: 4,
    SecurityGroup: 4 + 4 + 1,
    // VPC link to ALBs, ALBs to services, services to any address.
    SecurityGroupIngressRule: 4 + 4,
    SecurityGroupEgressRule: 4 + 4 + 4,
    // Those of the load balancers and of the domain, each with its component; their validation records, and the alias.
    Certificate: 2 + 2,
    CertificateValidation: 2,
    Record: 2 + 1,
    "aws-native": 1,
    Domain: 1,
    DomainName: 1,
    ApiMapping: 1,
    // Each of the ten paths has a preflight beside its method.
    Authorizer: 1,
    Method: 10 + 10,
    Integration: 10 + 10,
    MethodResponse: 10,
    IntegrationResponse: 10,
    Response: 2,
    // The stage, and seven verbs of each of the four paths of orders.
    MethodSettings: 1 + 7 * 4,
    WebAclAssociation: 1,
    // Two plans, each with its component, and three keys.
    UsagePlan: 2 + 2,
    ApiKey: 3,
    UsagePlanKey: 3,
    // Logs and roles of the services, and those of the API.
    LogGroup: 4 + 1,
    Role: 2 * 4 + 1,
    RestLogRole: 1,
    RolePolicyAttachment: 1,
    Account: 1,
  },
  // An existing VPC and two existing load balancers; one new service.
  existing: {
    ...always,
    ...service(1),
    ...restApi(6),
    ExistingBalancer: 2,
    Service: 1,
    "index LoadBalancer": 1,
    LoadBalancer: 1,
    Listener: 1,
    TargetGroup: 1,
    SecurityGroup: 1 + 1 + 1,
    SecurityGroupIngressRule: 1 + 1 + 1,
    // The NLB has no security group, so the VPC link has egress rules to both subnets.
    SecurityGroupEgressRule: 1 + 1 + 2 + 1 + 1,
  },
};

for (const [stack, counts] of Object.entries(expected)) {
  for (const pass of ["preview", "apply"] as const) {
    it(`example stack ${stack}, ${pass} pass: registers the expected resources`, async () => {
      assert.deepEqual(count(await runStack(stack, pass)), counts);
    });
  }
}
