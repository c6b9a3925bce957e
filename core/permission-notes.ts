import type { ServiceNode, VpcNode } from "./plan";
import type { TaskSettings } from "./settings/settings";
import { interfaceEndpointServices } from "./vpc";

/**
 * Actions that AWS services use for the task more often than the task calls them: a queue or a bucket decrypts with a
 * key, and a service takes a role that is passed to it. Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const onBehalf = /^(kms:|iam:PassRole$)/i;

/** Prefixes of the AWS services that tasks of a VPC without NAT reach: S3 has a gateway endpoint (components/endpoints.ts). */
const reachable = (vpc: VpcNode) =>
  new Set(["s3", ...interfaceEndpointServices(vpc).map((name) => name.split(".")[0] ?? "")]);

/** Prefixes of the AWS services whose actions a task may call, each once. */
const called = ({ permissions }: TaskSettings): readonly string[] => {
  const actions = permissions.flatMap((permission) => permission.actions);
  const prefixes = actions.flatMap((action) => {
    const [prefix = "", name] = action.split(":");
    return name === undefined || onBehalf.test(action) ? [] : [prefix];
  });
  return [...new Set(prefixes)].sort();
};

/** Whether a task connects to something on the port of AWS services, such as an endpoint that somebody else owns. */
const reachesEndpoint = ({ reaches }: TaskSettings) =>
  reaches.some((reach) => reach.kind !== "service" && reach.port === 443);

/** Notes on permissions for AWS services that a task cannot reach: IAM would allow the calls, and they time out. */
export const permissionNotes = (services: readonly ServiceNode[], vpcs: readonly VpcNode[]): readonly string[] =>
  services.flatMap(({ name, vpc, task }) => {
    const node = vpcs.find((each) => each.name === vpc);
    if (node?.kind !== "new" || node.nat !== "none" || reachesEndpoint(task)) return [];
    const closed = called(task).filter((prefix) => !reachable(node).has(prefix));
    if (closed.length === 0) return [];
    return [
      `${name}: has permissions for ${closed.join(", ")}, but VPC ${vpc} has no NAT gateway and no VPC endpoint for that, so calls time out; set nat: single, or create a VPC endpoint beside this stack and add to reaches its security group (for DynamoDB its prefix list) with port 443`,
    ];
  });
