import type { SnapshotResource } from "../../../policies/graph/snapshot";
import { eachOf, ofType, setInputs } from "./edit";
import type { Operator, Snapshot } from "./edit";

const uri = (one: SnapshotResource, change: (uri: string) => string): SnapshotResource | undefined => {
  const before = one.inputs["uri"];
  const after = typeof before === "string" ? change(before) : before;
  return after === before ? undefined : setInputs({ uri: after })(one);
};

/** Ids of the private or public subnets of a VPC, by name. */
const subnetIds = (snapshot: Snapshot, like: string, kind: "private" | "public") => {
  const subnets = ofType(snapshot, "ec2/subnet:Subnet");
  const vpcOf = (one: SnapshotResource | undefined) => one?.inputs["vpcId"];
  const vpc = vpcOf(subnets.find(({ outputs }) => outputs?.["id"] === like));
  return subnets
    .filter((one) => vpcOf(one) === vpc && one.name.includes(`-${kind}-`))
    .map(({ outputs }) => outputs?.["id"]);
};

/** Mutants of values that are unknown at a first preview: REST uris, and lists of subnets from awsx. */
export const applied: readonly Operator[] = [
  eachOf(
    "REST uri at a port without a listener",
    "rest-integration-port",
    "apigateway/integration:Integration",
    (one) => uri(one, (text) => text.replace(/^(http:\/\/[^/:]+)(:\d+)?/, "$1:4711")),
  ),
  eachOf("REST uri at an unsupported port", "rest-integration-port", "apigateway/integration:Integration", (one) =>
    uri(one, (text) => text.replace(/^(http:\/\/[^/:]+)(:\d+)?/, "$1:81")),
  ),
  eachOf("REST uri without the greedy path", "rest-proxy-path-one-unit", "apigateway/integration:Integration", (one) =>
    uri(one, (text) => text.replace("{proxy}", "")),
  ),
  eachOf("ALB in one subnet", "alb-in-two-zones", "loadBalancer:LoadBalancer", (one) => {
    const subnets = one.inputs["subnets"];
    return one.inputs["loadBalancerType"] === "application" && Array.isArray(subnets)
      ? setInputs({ subnets: subnets.slice(0, 1) as unknown[] })(one)
      : undefined;
  }),
  eachOf("tasks in public subnets", "private-tasks-reach-registry", "ecs/service:Service", (one, all) => {
    const network = one.inputs["networkConfiguration"] as { readonly subnets: readonly string[] };
    const publicIds = subnetIds(all, network.subnets[0] ?? "", "public");
    return publicIds.length === 0
      ? undefined
      : setInputs({ networkConfiguration: { ...network, subnets: publicIds } })(one);
  }),
];
