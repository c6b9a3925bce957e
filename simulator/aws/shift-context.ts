import type { Properties } from "../values";
import { isObject } from "../values";
import type { AlarmState } from "./cloudwatch/alarm-state";
import type { Existing, Lookup } from "./existing";
import { list, objects, texts } from "./existing";
import { governedBy, weightsOf } from "./live-weights";
import type { ShiftContext } from "./shift-work";
import type { Hooks, Move } from "./strategy";
import type { StepContext } from "./task-steps";

/** How hooks and alarms behave. */
export interface Signals {
  readonly hooks: Hooks;
  /** State of an alarm by its name. */
  readonly alarms: (name: string) => AlarmState;
}

/** An entry of a service's load balancers with its advanced configuration. */
export interface ShiftedBalancer {
  readonly primary: string;
  readonly alternate: string;
  /** ARN of the listener rule of an ALB, or the listener of an NLB. */
  readonly production: string;
  readonly test?: string;
  /** ARN of the role by which ECS changes both. */
  readonly role: string;
}

const text = (properties: Properties, key: string) => {
  const found = properties[key];
  return typeof found === "string" ? found : "";
};

/** Load balancers of a service between whose target groups ECS shifts requests. */
export const shiftedBalancers = (service: Existing): readonly ShiftedBalancer[] =>
  objects(service, "loadBalancers").flatMap((entry) => {
    const advanced = entry["advancedConfiguration"];
    if (!isObject(advanced)) return [];
    const test = text(advanced, "testListenerRule");
    return [
      {
        primary: text(entry, "targetGroupArn"),
        alternate: text(advanced, "alternateTargetGroupArn"),
        production: text(advanced, "productionListenerRule"),
        ...(test === "" ? {} : { test }),
        role: text(advanced, "roleArn"),
      },
    ];
  });

/**
 * Minutes that ECS adds to each stage that shifts requests of an NLB.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html
 */
const nlbMinutes = 10;

/** All reasons of this file: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
const invalid = "Service deployment rolled back because of invalid networking configuration";

const policyTypes = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"];

/** Whether ECS can take a role and do something with it. A role that is not in the account is taken for a good one. */
function isUsableRole(account: Lookup, arn: string): boolean {
  const [role] = account.where("aws:iam/role:Role", "arn", arn);
  if (role === undefined) return true;
  const trusts = text(role.inputs, "assumeRolePolicy").includes('"ecs.amazonaws.com"');
  const own = texts([role.inputs["managedPolicyArns"], role.inputs["inlinePolicies"]]);
  const policies = account.of(...policyTypes).filter(({ inputs }) => [role.id, arn].includes(text(inputs, "role")));
  return trusts && own.length + policies.length > 0;
}

/** Where the requests of a load balancer move; ECS's reason why they cannot. */
function moveOf(account: Lookup, balancer: ShiftedBalancer): Move | string {
  const { primary, alternate, production, test, role } = balancer;
  if (!isUsableRole(account, role))
    return `${invalid}. ECS was unable to manage the ELB resources due to missing permissions on ECS Infrastructure Role '${role}'.`;
  const governed = governedBy(account, production);
  if (governed === undefined) return `${invalid}. One or more rules not found`;
  const weights = weightsOf(governed);
  const serving = Object.keys(weights).filter((group) => Number(weights[group]) > 0);
  const [live = primary] = serving;
  if (serving.length !== 1)
    return `${invalid}. productionListenerRule ${production} should have exactly one target group serving traffic but found ${serving.length} target groups which are serving traffic`;
  if (live !== primary && live !== alternate)
    return `${invalid}. Production listener rule is forwarding traffic to unexpected target group ${live}. Expected traffic to be forwarded to either targetGroupArn: ${primary} or alternateTargetGroupArn: ${alternate}`;
  const tested = test === undefined ? undefined : governedBy(account, test);
  const named = [...Object.keys(weights), ...(tested === undefined ? [] : Object.keys(weightsOf(tested)))];
  const bare = [primary, alternate].find((group) => !named.includes(group));
  if (account.outside.unattachedGroups !== "added" && bare !== undefined)
    return `${invalid}: Target group ${bare} is not associated with either productionListenerRule or testListenerRule.`;
  const to = live === primary ? alternate : primary;
  return { primary, from: live, to, production, ...(test === undefined ? {} : { test }) };
}

/** What the steps of a shift need to know of a service and its account. */
export function shiftContextOf(
  account: Lookup,
  service: Existing,
  tasks: StepContext,
  { hooks, alarms }: Signals,
): ShiftContext {
  const balancers = shiftedBalancers(service);
  const weight = (at: string, group: string) => {
    const governed = governedBy(account, at);
    return governed && weightsOf(governed)[group];
  };
  const stated = service.inputs["alarms"];
  const options = isObject(stated) ? stated : {};
  const names = options["enable"] === true ? list({ ...service, inputs: options }, "alarmNames") : [];
  return {
    ...tasks,
    alarms: { isOn: names.some((name) => alarms(name) === "ALARM"), rollback: options["rollback"] === true },
    answer: hooks,
    moves: () => {
      const moves = balancers.map((balancer) => moveOf(account, balancer));
      return moves.find((move) => typeof move === "string") ?? moves.filter((move) => typeof move !== "string");
    },
    isServing: (group) => balancers.some(({ production }) => (weight(production, group) ?? 0) > 0),
    weight,
    delayMinutes: balancers.some(({ production }) => production.includes(":listener/net/")) ? nlbMinutes : 0,
  };
}
