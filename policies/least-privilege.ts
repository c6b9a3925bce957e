import { actionsMatching } from "./iam-actions";

/** What a statement of a policy allows. */
export interface Grant {
  /** Such as `s3:GetObject`, `s3:Get*` or `*`. */
  readonly actions: readonly string[];
  /** ARNs, or `*`. */
  readonly resources: readonly string[];
}

/** A part of a grant that allows more than named actions on named resources. */
export interface WidePart {
  readonly action: string;
  /** The wildcard for all resources; absent if the action is one for all actions. */
  readonly resource?: string;
}

/** `*`, `s3:*`, and other spellings that leave no action of a service out. */
const isAllActions = (action: string) => /^(\*+|[\w-]+:[*?]*\*[*?]*)$/.test(action);

/**
 * `*`, and ARNs that name a service alone: `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`. With an account or a part of the name,
 * an ARN names resources.
 */
const isAllResources = (resource: string) => /^(\*+|arn:[^:]+:[^:]+:\**:\**:\*+)$/.test(resource);

/** Whether IAM can restrict any action that this one stands for; of an action that AWS's list lacks, assume so. */
function canNameResources(action: string): boolean {
  const matching = actionsMatching(action);
  return matching.length === 0 || matching.some(({ hasResourceLevel }) => hasResourceLevel);
}

/** Parts of a grant that are too wide; empty for a sound one. */
export function wideParts({ actions, resources }: Grant): readonly WidePart[] {
  const resource = resources.find(isAllResources);
  return actions.flatMap((action) => {
    if (isAllActions(action)) return [{ action }];
    return resource === undefined || !canNameResources(action) ? [] : [{ action, resource }];
  });
}

/**
 * Managed policies of AWS that allow all actions of a service, or reading all of the account. Names after
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const widePolicies =
  /^arn:[^:]+:iam::aws:policy\/(?:[^/]+\/)*(AdministratorAccess|PowerUserAccess|ReadOnlyAccess|ViewOnlyAccess|SystemAdministrator|DatabaseAdministrator|NetworkAdministrator|\w*FullAccess(?:_?v\d+)?)$/i;

/** Name of a managed policy of AWS that allows more than a task needs; undefined for other policies. */
export const widePolicyName = (arn: string): string | undefined => widePolicies.exec(arn)?.[1];
