import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RuleNode } from "../core/plan";
import { isGoverned } from "../core/plan-queries";

/**
 * Removes a prefix from the path: `/orders/7` becomes `/7`, `/orders` becomes `/`.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.md
 */
function strip(prefix: string): aws.types.input.lb.ListenerRuleTransform[] {
  const regex = `^${prefix.replaceAll(".", "\\.")}/?(.*)$`;
  return [{ type: "url-rewrite", urlRewriteConfig: { rewrite: { regex, replace: "/$1" } } }];
}

/**
 * Creates a listener rule of an ALB, with its paths, its action and the path prefix that it removes. Actions that ECS sets
 * stay as they are.
 */
export function createRule(
  { name, priority, paths, testHeader, stripPrefix, action: planned }: RuleNode,
  listener: aws.lb.Listener,
  action: aws.types.input.lb.ListenerRuleAction,
  opts: pulumi.CustomResourceOptions,
): aws.lb.ListenerRule {
  return new aws.lb.ListenerRule(
    name,
    {
      listenerArn: listener.arn,
      priority,
      conditions: [
        { pathPattern: { values: [...paths] } },
        ...(testHeader === undefined
          ? []
          : [{ httpHeader: { httpHeaderName: testHeader.name, values: [testHeader.value] } }]),
      ],
      actions: [action],
      ...(stripPrefix === undefined ? {} : { transforms: strip(stripPrefix) }),
    },
    { ...opts, ...(isGoverned(planned) ? { ignoreChanges: ["actions"] } : {}) },
  );
}
