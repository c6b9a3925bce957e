import assert from "node:assert/strict";
import type { Existing } from "../../simulator/aws/existing";
import { toLoadBalancer } from "../../simulator/aws/traffic/load-balancing";
import type { Properties } from "../../simulator/values";
import { revision, TestService } from "./ecs-fixture";
import { balancer, group, lb, TestAccount } from "./fixture";

/** A load balancer with two target groups, and what the service says of it. */
export interface Scene {
  readonly account: TestAccount;
  readonly balancer: Existing;
  /** Name of the listener rule or listener that ECS governs. */
  readonly governed: "production";
  readonly loadBalancers: readonly Properties[];
  /** The same target group without a strategy. */
  readonly plain: readonly Properties[];
}

const entry = (target: Existing) => ({ targetGroupArn: target.id, containerName: "orders", containerPort: 80 });

/** What the program declares: everything to the primary target group. */
export const declared = ({ account }: Scene, primary = 100): readonly Properties[] => [
  {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: account.get("blue").id, weight: primary },
        { arn: account.get("green").id, weight: 0 },
      ],
    },
  },
];

const trust = JSON.stringify({ Statement: [{ Principal: { Service: "ecs.amazonaws.com" } }] });

function role(account: TestAccount): Existing {
  const created = account.create("iam/role:Role", "role", { assumeRolePolicy: trust });
  account.create("iam/rolePolicy:RolePolicy", "policy", { role: created.id });
  return created;
}

/** @param kind - an ALB has a rule `/*` beside its default action, and a test rule by header; an NLB has its listener */
export function scene(kind: "ALB" | "NLB", withTest = false): Scene {
  const account = new TestAccount();
  const inputs = kind === "NLB" ? { protocol: "TCP", deregistrationDelay: 120 } : {};
  const [blue, green] = [group(account, "blue", inputs), group(account, "green", inputs)];
  const at = balancer(account, "balancer", kind === "NLB" ? "network" : "application");
  const base = { account, balancer: at, governed: "production", loadBalancers: [], plain: [entry(blue)] } as const;
  const actions = declared(base);
  const toBlue = [{ type: "forward", targetGroupArn: blue.id }];
  const listens = { loadBalancerArn: at.id, port: 80, protocol: kind === "NLB" ? "TCP" : "HTTP" };
  const listener = account.create(lb("Listener"), kind === "NLB" ? "production" : "listener", {
    ...listens,
    defaultActions: kind === "NLB" ? actions : toBlue,
  });
  const rule = (name: string, priority: number, condition: Properties) =>
    account.create(lb("ListenerRule"), name, { listenerArn: listener.id, priority, conditions: [condition], actions });
  const production = kind === "NLB" ? listener : rule("production", 20, { pathPattern: { values: ["/*"] } });
  const header = { httpHeader: { httpHeaderName: "X-Test", values: ["on"] } };
  const testListenerRule = withTest ? { testListenerRule: rule("test", 10, header).id } : {};
  const advancedConfiguration = {
    alternateTargetGroupArn: green.id,
    productionListenerRule: production.id,
    roleArn: role(account).outputs["arn"],
    ...testListenerRule,
  };
  return { ...base, loadBalancers: [{ ...entry(blue), advancedConfiguration }] };
}

export const blueGreen = { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" };
export const linear = {
  strategy: "LINEAR",
  bakeTimeInMinutes: "5",
  linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: "6" },
};
export const canary = {
  strategy: "CANARY",
  bakeTimeInMinutes: "5",
  canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
};

/** A service of two tasks, whose first deployment is in progress. */
export function started({ account, loadBalancers }: Scene, inputs: Properties = {}): TestService {
  return new TestService(account, {
    name: "orders",
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
    desiredCount: 2,
    taskDefinition: revision(account, "first", "shop:1"),
    loadBalancers,
    deploymentController: { type: "ECS" },
    deploymentConfiguration: blueGreen,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { alarmNames: ["errors"], enable: true, rollback: true },
    waitForSteadyState: true,
    ...inputs,
  });
}

/**
 * A request to the load balancer.
 *
 * @returns `revision 2`, or the status or failure. If several revisions answer, the answer is that of one of them
 */
export function ask({ account, balancer: at }: Scene, headers: Readonly<Record<string, string>> = {}): string {
  const sent = { method: "GET", path: "/orders", headers, from: undefined, transport: "plain" } as const;
  const outcome = toLoadBalancer(account.account, at.id, 80, sent);
  if (outcome.kind !== "answer") return outcome.kind;
  return outcome.arrival === undefined ? String(outcome.status) : `revision ${outcome.arrival.revision}`;
}

/** Weights of the governed action: `blue 0, green 100`. */
export function weights({ account }: Scene, name = "production"): string {
  const { urn, id, outputs } = account.get(name);
  const { inputs } = account.account.find(urn, id, outputs) ?? account.get(name);
  const [action] = (inputs["actions"] ?? inputs["defaultActions"]) as readonly {
    readonly forward: { readonly targetGroups: readonly { readonly arn: string; readonly weight: number }[] };
  }[];
  const nameOf = (arn: string) => (arn === account.get("blue").id ? "blue" : "green");
  return (action?.forward.targetGroups ?? []).map(({ arn, weight }) => `${nameOf(arn)} ${weight}`).join(", ");
}

/**
 * Performs the steps of the deployment in progress, and asks for the service after each.
 *
 * @returns the steps, and what requests got that no revision answered
 */
export function follow(
  at: Scene,
  service: TestService,
  onStep: (what: string) => void = () => undefined,
): { readonly steps: readonly string[]; readonly lost: readonly string[]; readonly end: string } {
  const { account } = at.account;
  const lost: string[] = [];
  service.steps.length = 0;
  const [deployment] = account.deployments;
  while (deployment !== undefined && account.advance(deployment)) {
    const what = service.steps.at(-1) ?? "";
    const got = ask(at);
    if (!got.startsWith("revision")) lost.push(`${got} after ${what}`);
    onStep(what);
  }
  const { status, reason } = account.ecs.get(service.arn)?.deployment ?? { status: "", reason: "" };
  return { steps: [...service.steps], lost, end: reason === "" ? status : `${status}: ${reason}` };
}

/** A service whose first deployment is complete: the alternate target group has the requests. */
export function running(
  kind: "ALB" | "NLB",
  deploymentConfiguration: object = blueGreen,
  withTest = false,
): readonly [Scene, TestService] {
  const at = scene(kind, withTest);
  const service = started(at, { deploymentConfiguration });
  assert.equal(follow(at, service).end, "SUCCESSFUL");
  return [at, service];
}

/** Creates a revision with another image. @returns its ARN */
export const image = ({ account }: Scene, number: number): string =>
  revision(account, `image-${number}`, `shop:${number}`);
