import { dashboardOf } from "./dashboard";
import { loadBalancersWithLogs } from "./load-balancer-logs";
import type { Plan } from "./plan";
import { ownBalancers } from "./plan-queries";
import type { Settings } from "./settings/settings";
import { integrationSeconds } from "./timeouts";
import { topologyTraits } from "./topology-traits";

/** A section of the page on looking after a stack, by its heading. */
const see = (heading: string) => `"${heading}" in docs/monitoring.md of private-integrations`;

type Notes = (settings: Settings, plan: Plan) => readonly string[];

const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name).join(", ");

/** Seconds that the slowest request of an API may take. */
const longestSeconds = (api: Plan["apis"][number]): number =>
  Math.max(...api.backends.map((backend) => integrationSeconds(api, backend)));

/** API Gateway ends a request at its timeout, so its latency is hardly above that. */
const alarmNotes: Notes = ({ alarms }, { apis }) => {
  const longest = Math.max(...apis.map(longestSeconds));
  if (alarms === undefined || alarms.latencyMilliseconds <= longest * 1000) return [];
  return [
    `alarms.latencyMilliseconds: no request takes ${alarms.latencyMilliseconds} ms, because API Gateway ends it after ${longest} s; set less than ${longest * 1000}`,
  ];
};

const dashboardNotes: Notes = ({ dashboard }, plan) => {
  const { leftOut } = dashboard ? dashboardOf(plan) : { leftOut: [] };
  if (leftOut.length === 0) return [];
  return [`dashboard: without ${leftOut.join(", ")}, because a dashboard of AWS has at most 2,500 metrics`];
};

/**
 * The provider reads the setting of a cluster from AWS where the program has none, and sends nothing.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/cluster.go (`setting`)
 */
const insightsNotes: Notes = (_, { containerInsights, services }) => {
  if (containerInsights === undefined) return [];
  if (services.length === 0) return ["containerInsights: has no effect, because the stack has no ECS cluster"];
  return containerInsights === "disabled"
    ? []
    : [
        "containerInsights: to turn it off again, write disabled; if the key is only removed, the clusters keep the metrics",
      ];
};

/**
 * ELB tries the bucket when logs are turned on. The state of a load balancer that AWS refused the logs of has them, so
 * that no later update sends them again: only a refresh shows the difference.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
const logNotes: Notes = ({ region }, plan) => {
  const { loadBalancerLogs } = plan;
  if (loadBalancerLogs === undefined) return [];
  const { logging, silent } = loadBalancersWithLogs(plan);
  if (ownBalancers(plan).length === 0)
    return ["loadBalancerLogs: has no effect, because the stack has no load balancer of its own"];
  const kinds = (["alb", "nlb"] as const).filter((kind) => logging.some(({ type }) => type === kind));
  const admitted = kinds.map((kind) => `${kind.toUpperCase()}s`).join(" and ");
  return [
    ...(silent.length === 0
      ? []
      : [
          `loadBalancerLogs: ${names(silent)} ${silent.length === 1 ? "has" : "have"} no logs; an NLB logs connections of TLS listeners only`,
        ]),
    ...(logging.length === 0
      ? []
      : [
          `loadBalancerLogs: before the update, the bucket ${loadBalancerLogs.bucket} must be in ${region}, and its policy must admit the logs of ${admitted}; ${see("Logs of load balancers")} has that policy`,
        ]),
  ];
};

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html */
const tracingNotes: Notes = ({ tracing, option }) =>
  tracing && topologyTraits[option].api === "http"
    ? [`tracing: has no effect under option ${option}, because HTTP APIs do not send traces to X-Ray`]
    : [];

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html */
const keepAwakeNotes: Notes = ({ keepAwake, option, webAcl }, { apis }) => {
  if (!keepAwake) return [];
  if (apis.every(({ linkVersion }) => linkVersion === 1))
    return [`keepAwake: has no effect under option ${option}, because VPC links V1 do not sleep`];
  return webAcl === undefined
    ? []
    : [
        "keepAwake: its requests come from changing addresses of AWS Lambda; if the web ACL refuses them, the VPC links sleep all the same",
      ];
};

/**
 * What the engine refuses: to delete a protected resource, and to replace it. It reads the protection of a resource that
 * is gone from the program in its state.
 * Sources: https://www.pulumi.com/docs/iac/concepts/resources/options/protect/,
 * https://github.com/pulumi/pulumi/pull/8810
 */
const protectNotes: Notes = ({ protect }) =>
  protect
    ? [
        `protect: pulumi destroy fails, and so does an update that deletes or replaces a VPC, a cluster or the domain name; set protect: false in an update before; see ${see("Protection")}`,
      ]
    : [];

/**
 * A log group that was kept has the name that a service or API of this name gets again.
 * Sources: https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/,
 * https://github.com/hashicorp/terraform-provider-aws/issues/18468
 */
const retainNotes: Notes = ({ retainLogs }) =>
  retainLogs
    ? [
        `retainLogs: as of the next update, log groups stay in AWS when their service or API goes; before one of the same name comes again, delete or import its log group; see ${see("Kept logs")}`,
      ]
    : [];

/** Two stacks with the same settings of one account take turns in changing them. VPC links have no metric of AWS. */
const accountNotes: Notes = ({ account }) => {
  if (account === undefined) return [];
  const { quotaAlarms, quotaRequests, linkCounter } = account;
  const keys = [
    ...(quotaAlarms === undefined ? [] : ["quotaAlarms"]),
    ...(Object.keys(quotaRequests).length === 0 ? [] : ["quotaRequests"]),
    ...(linkCounter ? ["linkCounter"] : []),
  ];
  return [
    ...(keys.length === 0
      ? []
      : [
          `account: only one stack of an account and Region may have ${keys.join(", ")}; the others have accountStatement`,
        ]),
    ...(quotaAlarms === undefined || linkCounter
      ? []
      : [
          "account.quotaAlarms: no alarm watches the VPC links, because AWS has no metric of them; set account.linkCounter: true",
        ]),
    ...(linkCounter && quotaAlarms === undefined
      ? ["account.linkCounter: nobody is notified of its metric; set account.quotaAlarms"]
      : []),
  ];
};

const all: readonly Notes[] = [
  alarmNotes,
  dashboardNotes,
  insightsNotes,
  logNotes,
  tracingNotes,
  keepAwakeNotes,
  protectNotes,
  retainNotes,
  accountNotes,
];

/** Notes on how a stack is looked after: what has no effect, and what later updates meet. */
export const operationNotes: Notes = (settings, plan) => all.flatMap((notes) => notes(settings, plan));
