import { widePolicyName } from "../../../policies/least-privilege";
import { partitionOf } from "../../regions";
import { secretsOf } from "../../containers";
import { executionStatements, policyText, taskStatements } from "../../task-statements";
import { repeats } from "../config-path";
import type { Settings, TaskSettings } from "../settings";
import type { ProblemAt } from "./containers";
import { permissionProblems } from "./permissions";
import { acceptance, isAccepted } from "./wide-permissions";

/**
 * Managed policies of one role, by default. Source: L-0DA4ABF3 in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const mostPolicies = 10;

/** Characters of all inline policies of a role. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 10_240;

/** The longest ARN that a log group can have: its name has at most 512 characters. */
const longestLogGroup = `arn:aws:logs:ap-northeast-1:111122223333:log-group:${"x".repeat(512)}`;

function policyArnProblems(settings: Settings, service: string, { policyArns }: TaskSettings): ProblemAt[] {
  const expected = partitionOf(settings.region);
  const key = "policyArns";
  const ofOne = policyArns.flatMap((arn, index): ProblemAt[] => {
    const [, partition = ""] = arn.split(":");
    const wide = isAccepted(settings, service) ? undefined : widePolicyName(arn.replace(`arn:${partition}`, "arn:aws"));
    const foreign = `has partition ${partition}; allowed in ${settings.region}: ${expected}`;
    return [
      ...(settings.region === "" || partition === expected
        ? []
        : [{ key: `${key}[${index}]`, message: foreign, fix: `begin the ARN with arn:${expected}:` }]),
      ...(wide === undefined
        ? []
        : [
            {
              key: `${key}[${index}]`,
              message: `got ${wide}, which allows more than one task needs; allowed: policies for the resources of the service`,
              fix: `list what the containers do in permissions, or accept it: ${acceptance(service)}`,
            },
          ]),
    ];
  });
  const again = repeats(policyArns, (arn) => arn).map(({ again: arn }) => ({
    key,
    message: `names ${arn} twice`,
    fix: "remove one of the two",
  }));
  const many = {
    key,
    message: `${policyArns.length} policies; allowed: ${mostPolicies} for one role`,
    fix: "move some of them to permissions, or merge them into one policy of the account",
  };
  return [...ofOne, ...again, ...(policyArns.length > mostPolicies ? [many] : [])];
}

function keyProblems(region: string, task: TaskSettings): ProblemAt[] {
  if (task.kmsKeys.length > 0 && secretsOf(task).length === 0) {
    const message = "has no effect without secrets";
    return [{ key: "kmsKeys", message, fix: "add the secrets that the keys encrypt, or remove kmsKeys" }];
  }
  const expected = partitionOf(region);
  return task.kmsKeys.flatMap((arn, index): ProblemAt[] => {
    const [, partition = "", , ofKey = ""] = arn.split(":");
    if (region === "" || (ofKey === region && partition === expected)) return [];
    const key = `kmsKeys[${index}]`;
    if (ofKey === region) {
      const message = `has partition ${partition}; allowed in ${region}: ${expected}`;
      return [{ key, message, fix: `begin the ARN with arn:${expected}:` }];
    }
    const message = `is in ${ofKey}; allowed: a key in ${region}, where the secrets are`;
    return [{ key, message, fix: "name the key of the secret in the stack's Region" }];
  });
}

/** Roles whose inline policy would be too long. Without a key that causes it, there is none. */
function sizeProblems(task: TaskSettings): ProblemAt[] {
  const ofTask = policyText(taskStatements(task)).length;
  const ofExecution = policyText(executionStatements(task, longestLogGroup)).length;
  const allowed = `allowed: ${mostCharacters} in one role`;
  return [
    ...(ofTask <= mostCharacters
      ? []
      : [
          {
            key: "permissions",
            message: `need a policy of ${ofTask} characters; ${allowed}`,
            fix: "name resources with wildcards such as table/orders-*, or move entries to a managed policy and policyArns",
          },
        ]),
    ...(ofExecution <= mostCharacters
      ? []
      : [
          {
            key: "secrets",
            message: `need a policy of ${ofExecution} characters for the execution role; ${allowed}`,
            fix: "keep several values in one secret and name its JSON keys",
          },
        ]),
  ];
}

/** Problems of what the roles of a task may do: permissions, managed policies, and keys of the secrets. */
export const roleProblems = (settings: Settings, service: string, task: TaskSettings): readonly ProblemAt[] => [
  ...permissionProblems(settings, service, task),
  ...policyArnProblems(settings, service, task),
  ...keyProblems(settings.region, task),
  ...sizeProblems(task),
];
