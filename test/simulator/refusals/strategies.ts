import type { Case, TestAccount } from "../fixture";
import { balancer, group, lb } from "../fixture";

const arnOf = (kind: "app" | "net", what: "listener" | "listener-rule") =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:${what}/${kind}/one/1/2${what === "listener" ? "" : "/3"}`;
const rule = arnOf("app", "listener-rule");
const strategy = (kind: string, more: object = {}) => ({ strategy: kind, bakeTimeInMinutes: "5", ...more });

/** Target groups that a rule of an ALB forwards to. */
function groups(account: TestAccount): readonly string[] {
  const targets = ["blue", "green"].map((name) => group(account, name).id);
  const forward = { targetGroups: targets.map((arn) => ({ arn, weight: 1 })) };
  account.create(lb("Listener"), "listener", {
    loadBalancerArn: balancer(account, "alb").id,
    port: 80,
    defaultActions: [{ type: "forward", forward }],
  });
  return targets;
}

/** Creates a service with a strategy. */
function create(
  account: TestAccount,
  advanced: object | undefined,
  deploymentConfiguration: object = strategy("BLUE_GREEN"),
): void {
  const [blue = "", green = ""] = groups(account);
  const both = { alternateTargetGroupArn: green, productionListenerRule: rule, roleArn: "arn:role" };
  const advancedConfiguration = advanced && { ...both, ...advanced };
  const loadBalancers = [{ targetGroupArn: blue, ...(advancedConfiguration && { advancedConfiguration }) }];
  account.create("ecs/service:Service", "service", { loadBalancers, deploymentConfiguration });
}

const paused = (stage: string) =>
  strategy("BLUE_GREEN", { lifecycleHooks: [{ targetType: "PAUSE", lifecycleStages: [stage] }] });
const linear = (stepPercent: number) => strategy("LINEAR", { linearConfiguration: { stepPercent } });
const canary = (canaryPercent: number) => strategy("CANARY", { canaryConfiguration: { canaryPercent } });

/** Two entries of which the second is this. */
function twoEntries(account: TestAccount, second: (blue: string, green: string) => object): void {
  const [blue = "", green = ""] = groups(account);
  const advancedConfiguration = { alternateTargetGroupArn: "a", productionListenerRule: rule, roleArn: "arn:role" };
  account.create("ecs/service:Service", "service", {
    loadBalancers: [{ targetGroupArn: blue, advancedConfiguration }, second(blue, green)],
    deploymentConfiguration: strategy("ROLLING"),
  });
}

export const strategies: Readonly<Record<string, Case>> = {
  "strategy without an alternate target group": {
    error:
      /InvalidParameterException: advancedConfiguration field is required for all loadBalancers when using a non-ROLL/,
    refused: (account) => {
      create(account, undefined);
    },
    accepted: (account) => {
      create(account, undefined, strategy("ROLLING"));
    },
  },
  "update to a strategy without an alternate target group": {
    error: /advancedConfiguration field is required/,
    refused: (account) => {
      create(account, undefined, strategy("ROLLING"));
      account.update("service", { deploymentConfiguration: strategy("CANARY") });
    },
    accepted: (account) => {
      create(account, {}, strategy("ROLLING"));
      account.update("service", { deploymentConfiguration: strategy("CANARY") });
    },
  },
  "advanced configuration of some load balancers": {
    error: /Either all or none of the provided loadBalancers must have advancedConfiguration defined/,
    refused: (account) => {
      twoEntries(account, (_, green) => ({ targetGroupArn: green }));
    },
    accepted: (account) => {
      twoEntries(account, (_, green) => ({
        targetGroupArn: green,
        advancedConfiguration: {
          alternateTargetGroupArn: "b",
          productionListenerRule: `${rule}4`,
          roleArn: "arn:role",
        },
      }));
    },
  },
  "target group in two load balancer entries": {
    error: /Duplicate targetGroupArn found: arn:aws:elasticloadbalancing:.*blue/,
    refused: (account) => {
      twoEntries(account, (blue) => ({ targetGroupArn: blue, advancedConfiguration: {} }));
    },
    accepted: (account) => {
      twoEntries(account, (_, green) => ({ targetGroupArn: green, advancedConfiguration: {} }));
    },
  },
  "listener of an ALB as production rule": {
    error:
      /productionListenerRule has an invalid ARN format\. Must be RuleArn for ALB or ListenerArn for NLB\. Got: arn/,
    refused: (account) => {
      create(account, { productionListenerRule: arnOf("app", "listener") });
    },
    accepted: (account) => {
      create(account, { productionListenerRule: arnOf("net", "listener") });
    },
  },
  "one rule for production and test": {
    error: /The following rules cannot be used as both production and test listener rules: arn:.*3$/,
    refused: (account) => {
      create(account, { testListenerRule: rule });
    },
    accepted: (account) => {
      create(account, { testListenerRule: `${rule}4` });
    },
  },
  "pause while requests are shifted": {
    error: /Invalid lifecycle stage provided for Pause Hook/,
    refused: (account) => {
      create(account, {}, paused("PRODUCTION_TRAFFIC_SHIFT"));
    },
    accepted: (account) => {
      create(account, {}, paused("POST_PRODUCTION_TRAFFIC_SHIFT"));
    },
  },
  "linear step below three percent": {
    error:
      /expected deployment_configuration\.0\.linear_configuration\.0\.step_percent to be in the range \(3\.000000 - 100\.000000\), got 2\.900000/,
    refused: (account) => {
      create(account, {}, linear(2.9));
    },
    accepted: (account) => {
      create(account, {}, linear(3));
    },
  },
  "canary of more than all requests": {
    error: /canary_configuration\.0\.canary_percent to be in the range \(0\.100000 - 100\.000000\), got 101\.000000/,
    refused: (account) => {
      create(account, {}, canary(101));
    },
    accepted: (account) => {
      create(account, {}, canary(0.1));
    },
  },
};
