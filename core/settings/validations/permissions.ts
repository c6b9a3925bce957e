import { iamActionListDate } from "../../../policies/iam-action-list";
import { actionsMatching, actionsOfService, iamServices } from "../../../policies/iam-actions";
import { wideParts } from "../../../policies/least-privilege";
import type { WidePart } from "../../../policies/least-privilege";
import { suggestion } from "../../did-you-mean";
import { partitionOf } from "../../regions";
import type { Settings, TaskSettings } from "../settings";
import type { ProblemAt } from "./containers";
import { acceptance, isAccepted } from "./wide-permissions";

type Permission = TaskSettings["permissions"][number];

function widePart(service: string, key: string, { action, resource }: WidePart): ProblemAt {
  const accept = `or accept it: ${acceptance(service)}`;
  if (resource === undefined) {
    const message = `got ${JSON.stringify(action)}; allowed: actions by name, because this means all`;
    return { key: `${key}.actions`, message, fix: `list the actions that the containers call, ${accept}` };
  }
  const message = `got ${JSON.stringify(resource)} with ${action}; allowed: ARNs, because IAM can restrict this action to resources`;
  return { key: `${key}.resources`, message, fix: `name the resources that the containers use, ${accept}` };
}

/** An action that AWS's list does not have. A wildcard is not looked up, so that a newer action can be written. */
function unknownAction(action: string): Omit<ProblemAt, "key"> | undefined {
  if (/[*?]/.test(action) || actionsMatching(action).length > 0) return undefined;
  const [prefix = ""] = action.split(":");
  const actions = actionsOfService(prefix);
  const newer = `if AWS has added it since ${iamActionListDate}, write it with a wildcard: ${action}*`;
  if (actions === undefined) {
    const message = `got ${JSON.stringify(action)}; ${prefix} is the prefix of no AWS service`;
    return { message, fix: `${suggestion(prefix, iamServices)}${newer}` };
  }
  const names = actions.map(({ name }) => `${prefix}:${name}`);
  const message = `got ${JSON.stringify(action)}, which AWS does not have; allowed: an action of ${prefix}`;
  return { message, fix: `${suggestion(action, names)}${newer}` };
}

/** Actions that work on `*` only, in a statement without it: IAM would never allow them, and say nothing. */
function withoutEffect(key: string, { actions, resources }: Permission): ProblemAt[] {
  if (resources.includes("*")) return [];
  return actions.flatMap((action, index) => {
    const matching = actionsMatching(action);
    if (matching.length === 0 || matching.some(({ hasResourceLevel }) => hasResourceLevel)) return [];
    const message = `got ${JSON.stringify(action)}, which IAM cannot restrict to resources; allowed with it: resources: ["*"]`;
    return [{ key: `${key}.actions[${index}]`, message, fix: `move it to an entry of its own with resources: ["*"]` }];
  });
}

/**
 * Aliases of KMS keys in a statement whose actions IAM compares with the key: it would never allow them, and say nothing.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function keyAliases(key: string, { actions, resources }: Permission): ProblemAt[] {
  const ofKeys = actions.filter((action) => /^kms:/i.test(action));
  const ofAliases = ofKeys.some((action) => actionsMatching(action).some(({ name }) => name.endsWith("Alias")));
  if (ofKeys.length === 0 || ofAliases) return [];
  return resources.flatMap((arn, index) => {
    const alias = /^arn:[^:]+:kms:[^:]*:[^:]*:(alias\/.+)$/.exec(arn)?.[1];
    if (alias === undefined) return [];
    const message = `got ${JSON.stringify(arn)} with ${ofKeys.join(", ")}; allowed: the ARN of the key, because a permission on an alias allows nothing on its key`;
    const fix = `name the key that this prints: aws kms describe-key --key-id ${alias} --query KeyMetadata.Arn`;
    return [{ key: `${key}.resources[${index}]`, message, fix }];
  });
}

/** ARNs of another partition. A resource may be in another Region. */
function foreignPartitions(key: string, { resources }: Permission, region: string): ProblemAt[] {
  const expected = partitionOf(region);
  return resources.flatMap((arn, index) => {
    const [, partition = expected] = arn.split(":");
    if (region === "" || partition === expected) return [];
    const message = `has partition ${partition}; allowed in ${region}: ${expected}`;
    return [{ key: `${key}.resources[${index}]`, message, fix: `begin the ARN with arn:${expected}:` }];
  });
}

/** Problems of `permissions` of a service. */
export function permissionProblems(settings: Settings, service: string, task: TaskSettings): ProblemAt[] {
  return task.permissions.flatMap((permission, position) => {
    const key = `permissions[${position}]`;
    const wide = isAccepted(settings, service) ? [] : wideParts(permission);
    const unknown = permission.actions.flatMap((action, index) => {
      const problem = unknownAction(action);
      return problem === undefined ? [] : [{ key: `${key}.actions[${index}]`, ...problem }];
    });
    return [
      ...wide.filter(({ action }) => unknownAction(action) === undefined).map((part) => widePart(service, key, part)),
      ...unknown,
      ...withoutEffect(key, permission),
      ...keyAliases(key, permission),
      ...foreignPartitions(key, permission, settings.region),
    ];
  });
}
