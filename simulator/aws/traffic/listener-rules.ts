import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import type { Forwarded } from "./forwarded";

/** An action of a listener or listener rule, as the provider's inputs have it. */
export interface Action {
  readonly type?: string;
  readonly order?: number;
  readonly targetGroupArn?: string;
  readonly forward?: { readonly targetGroups?: readonly { readonly arn?: string; readonly weight?: number }[] };
  readonly fixedResponse?: { readonly statusCode?: string };
  readonly redirect?: { readonly statusCode?: string };
}

/** What a listener does with a request. */
export interface Choice {
  /** The listener, or the rule that matches. */
  readonly decidedBy: Existing;
  readonly action: Action | undefined;
  /** The path after the rule's transforms. */
  readonly path: string;
  /** A condition or transform of the rule that the simulator does not know. */
  readonly unknown?: string;
}

/** What a rule asks for. */
type Asked = Pick<Forwarded, "method" | "path" | "headers">;

interface Condition {
  readonly pathPattern?: { readonly values?: readonly string[] };
  readonly httpRequestMethod?: { readonly values?: readonly string[] };
  /** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
  readonly httpHeader?: { readonly httpHeaderName?: string; readonly values?: readonly string[] };
}

interface Transform {
  readonly type?: string;
  readonly urlRewriteConfig?: { readonly rewrite?: { readonly regex?: string; readonly replace?: string } };
}

const patterns = new Map<string, RegExp>();

/** A pattern: `*` is any text, `?` one character; case matters. */
function patternOf(pattern: string): RegExp {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const known = patterns.get(pattern) ?? new RegExp(`^${escaped}$`, "s");
  patterns.set(pattern, known);
  return known;
}

const fits = (patterns: readonly string[] | undefined, text: string) =>
  (patterns ?? []).some((pattern) => patternOf(pattern).test(text));

/** The case of the values of headers does not matter. */
const hasHeader = ({ httpHeaderName = "", values }: NonNullable<Condition["httpHeader"]>, headers: Asked["headers"]) =>
  fits(
    values?.map((one) => one.toLowerCase()),
    (headers?.[httpHeaderName.toLowerCase()] ?? "").toLowerCase(),
  );

/** Whether a rule matches; the condition that the simulator does not know, if nothing else excludes a match. */
function matches(rule: Existing, { method, path, headers }: Asked): boolean | string {
  let unknown: string | undefined;
  for (const condition of (rule.inputs["conditions"] ?? []) as readonly Condition[]) {
    const { pathPattern, httpRequestMethod, httpHeader } = condition;
    if (pathPattern !== undefined) {
      if (!fits(pathPattern.values, path)) return false;
    } else if (httpHeader !== undefined) {
      if (!hasHeader(httpHeader, headers)) return false;
    } else if (httpRequestMethod !== undefined) {
      if (!(httpRequestMethod.values ?? []).includes(method)) return false;
    } else {
      unknown ??= `condition ${Object.keys(condition).join(", ")}`;
    }
  }
  return unknown ?? true;
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.md */
function transform(rule: Existing, path: string): string {
  const transforms = (rule.inputs["transforms"] ?? []) as readonly Transform[];
  return transforms.reduce((rewritten, { urlRewriteConfig }) => {
    const { regex, replace = "" } = urlRewriteConfig?.rewrite ?? {};
    return regex === undefined ? rewritten : rewritten.replace(new RegExp(regex), replace);
  }, path);
}

const last = (actions: unknown) => (actions as readonly Action[] | undefined)?.at(-1);

/** The rule with the lowest priority that matches decides, otherwise the default action. */
export function choose(account: AwsAccount, listener: Existing, asked: Asked): Choice {
  const rules = account.where("aws:lb/listenerRule:ListenerRule", "listenerArn", value(listener, "arn"));
  for (const rule of [...rules].sort((a, b) => Number(value(a, "priority")) - Number(value(b, "priority")))) {
    const match = matches(rule, asked);
    if (match === false) continue;
    const choice = { decidedBy: rule, action: last(rule.inputs["actions"]), path: transform(rule, asked.path) };
    return match === true ? choice : { ...choice, unknown: match };
  }
  return { decidedBy: listener, action: last(listener.inputs["defaultActions"]), path: asked.path };
}

/** ARNs of the target groups that an action forwards to with a weight above 0. */
export function forwardedTo({ targetGroupArn, forward }: Action): readonly string[] {
  const weighted = forward?.targetGroups ?? (targetGroupArn === undefined ? [] : [{ arn: targetGroupArn }]);
  return weighted.filter(({ weight = 1 }) => weight > 0).map(({ arn = "" }) => arn);
}
