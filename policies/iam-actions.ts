import { iamPattern } from "./graph/iam-pattern";
import { iamActionList } from "./iam-action-list";

/** An action of IAM as AWS spells it, without the prefix of its service. */
interface IamAction {
  readonly name: string;
  /** Whether a policy can restrict it to some resources; otherwise it works on `*` only. */
  readonly hasResourceLevel: boolean;
}

const texts = new Map(
  iamActionList
    .flatMap((line) => line.split(";"))
    .map((text): [string, string] => [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)]),
);
const parsed = new Map<string, readonly IamAction[]>();

/** Prefixes of all services, such as `s3`. */
export const iamServices: readonly string[] = [...texts.keys()];

/** Actions of a service; undefined if AWS's list has no such prefix. IAM ignores case. */
export function actionsOfService(prefix: string): readonly IamAction[] | undefined {
  const text = texts.get(prefix.toLowerCase());
  if (text === undefined) return undefined;
  const known = parsed.get(prefix);
  if (known !== undefined) return known;
  const [leveled = "", others = ""] = text.split("|");
  const named = (names: string, hasResourceLevel: boolean) =>
    names.split(" ").flatMap((name) => (name === "" ? [] : [{ name, hasResourceLevel }]));
  const actions = [...named(leveled, true), ...named(others, false)];
  parsed.set(prefix, actions);
  return actions;
}

/**
 * The actions that `service:pattern` stands for, by AWS's list.
 *
 * @returns nothing if the list has no such service or no such action
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionsMatching(action: string): readonly IamAction[] {
  const separator = action.indexOf(":");
  const expression = iamPattern(action.slice(separator + 1));
  return (actionsOfService(action.slice(0, separator)) ?? []).filter(({ name }) => expression.test(name));
}
