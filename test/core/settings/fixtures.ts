import { decide } from "../../../core/decide";
import type { Problem } from "../../../core/problem";
import type { Entry } from "../../support/scenario";
import { article, articleServices, articleVpcs, service } from "../../support/scenario";

/** A mistake: title, configuration and expected message. */
export type Mistake = [title: string, raw: Record<string, unknown>, message: RegExp];

export const vpc = (more: Record<string, unknown>) => ({ ...articleVpcs[0], ...more });
export const oneVpc = (more: Record<string, unknown>) => article({ vpcs: [vpc(more), articleVpcs[1]] });
export const orders = (more: Record<string, unknown>) =>
  article({ services: [service("orders", "sales", more), ...articleServices.slice(1)] });
export const withOrders = (...others: Entry[]) => article({ services: [...articleServices, ...others] });
export const albArn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/billing/50dc6c495c0c9188";
const subnets = [
  { id: "subnet-00000001", zone: "use1-az1", cidr: "10.30.0.0/20" },
  { id: "subnet-00000002", zone: "use1-az2", cidr: "10.30.16.0/20" },
];
export const legacy = { name: "legacy", existing: { id: "vpc-00000001", subnets } };
export const existing = {
  arn: albArn,
  dnsName: "billing.elb",
  listenerArn: `${albArn.replace("loadbalancer/", "listener/")}/f2f7dc8efc522ab2`,
  port: 80,
  protocol: "HTTP",
  securityGroupId: "sg-00000001",
};
export const behind = (
  more: Record<string, unknown> = {},
  top: Record<string, unknown> = {},
  vpcName = "legacy",
  ...others: readonly Entry[]
) =>
  article({
    vpcs: [...articleVpcs, legacy],
    services: [
      ...articleServices,
      { name: "billing", vpc: vpcName, existing: { ...existing, ...more }, ...top },
      ...others,
    ],
  });

/** Problems of a configuration, each with what to do about it. */
export function problemsWithFixes(
  raw: Record<string, unknown>,
  region: string,
): readonly Pick<Problem, "where" | "message" | "fix">[] {
  const decision = decide(raw, region);
  return "problems" in decision ? decision.problems.map(({ where, message, fix }) => ({ where, message, fix })) : [];
}
