import { iamPattern } from "./iam-pattern";

/** A statement of an IAM policy, as the program writes it. */
export interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** The texts of a list, or one text alone. */
export const textsIn = (value: unknown): readonly string[] =>
  listOf(value).filter((one): one is string => typeof one === "string");

const account = /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/;

/**
 * Whether a policy of a resource allows no role by itself: it names accounts, whose IAM policies decide, or services.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const leavesToIam = (document: string): boolean =>
  statementsOf(document)
    .filter(({ Effect }) => Effect !== "Deny")
    .every(({ Principal }) => {
      if (typeof Principal !== "object" || Principal === null) return false;
      const named = Object.entries(Principal).filter(([kind]) => kind !== "Service");
      return named.every(([kind, value]) => kind === "AWS" && textsIn(value).every((text) => account.test(text)));
    });

/** Statements of a policy document; none if it is no JSON. */
export function statementsOf(document: string): readonly Statement[] {
  try {
    const parsed: unknown = JSON.parse(document);
    const statements = typeof parsed === "object" && parsed !== null && "Statement" in parsed ? parsed.Statement : [];
    return listOf(statements).filter((one): one is Statement => typeof one === "object" && one !== null);
  } catch {
    return [];
  }
}

/**
 * Whether a statement may allow an action on a resource. A condition, and what is excepted, may always be met.
 *
 * @param resource - its ARN; of an unknown one, any resource is assumed to be it
 */
export function mayAllow(statement: Statement, action: string, resource: string | undefined): boolean {
  const { Effect, Action, NotAction, Resource: on, NotResource } = statement;
  if (Effect !== "Allow") return false;
  const isAction = NotAction !== undefined || textsIn(Action).some((one) => iamPattern(one).test(action));
  const isResource =
    NotResource !== undefined || resource === undefined || textsIn(on).some((one) => iamPattern(one).test(resource));
  return isAction && isResource;
}

/**
 * Whether a statement certainly denies an action on a resource. One with a condition or exceptions may not.
 *
 * @param resource - its ARN; an unknown one is denied only if all are
 */
export function surelyDenies(statement: Statement, action: string, resource: string | undefined): boolean {
  const { Effect, Action, Resource: on, Condition } = statement;
  if (Effect !== "Deny" || Condition !== undefined) return false;
  const isAction = textsIn(Action).some((one) => iamPattern(one).test(action));
  return (
    isAction && textsIn(on).some((one) => one === "*" || (resource !== undefined && iamPattern(one).test(resource)))
  );
}
