import { called } from "../call";
import { tail } from "../live-stack";
import { outputsOf } from "../outputs";
import { refusal } from "../refused";
import type { Place, Step } from "../scene";
import { judged, notSeen } from "../scene";
import { canaryService } from "../scenes/canary";
import type { Values } from "../world";
import { describedService, ecsService } from "./ecs-service";
import { governedRule, putRuleBack, weightsOf } from "./weights";

/** The ECS service as AWS describes it, and the first listener of its load balancer. */
async function described(place: Place) {
  const { world, stack } = place;
  const found = await describedService(place);
  const { loadBalancers } = await outputsOf(stack);
  const [balancer] = Object.values(loadBalancers);
  const { Listeners } = await called(world, "elbv2", "describe-listeners", { LoadBalancerArn: balancer?.arn });
  const [listener = {}] = Listeners as readonly Values[];
  const [entry = {}] = (found["loadBalancers"] ?? []) as readonly Values[];
  return { ...(await ecsService(place)), entry, listener: listener["ListenerArn"] };
}

/** Updates of a service with a strategy that ECS is said to refuse, and some that it may take. */
export const strategyRefusals: Step = {
  id: "strategy-refusals",
  title: "updates a service with values of a strategy that ECS refuses",
  minutes: 30,
  check: async (place) => {
    const { world, stack } = place;
    const { cluster, service, entry, listener } = await described(place);
    stack.touched();
    const update = (parameters: Values) => world.aws("ecs", "update-service", { cluster, service, ...parameters });
    const advanced = (more: Values) => ({
      loadBalancers: [{ ...entry, advancedConfiguration: { ...(entry["advancedConfiguration"] as Values), ...more } }],
    });
    const production = await update(advanced({ productionListenerRule: listener }));
    const test = await update(advanced({ testListenerRule: listener }));
    const bare = await update({ deploymentConfiguration: { strategy: "BLUE_GREEN" } });
    const header = await refusal(
      place,
      "strategy-header-limits",
      {
        ...{ service: "elbv2", operation: "create-rule" },
        parameters: {
          ...{ ListenerArn: listener, Priority: 49_000 },
          Conditions: [
            { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "x".repeat(41), Values: ["live"] } },
          ],
          Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }],
        },
      },
      /40|header/i,
    );
    const said = (answer: typeof production) => (answer.ok ? "ECS accepted it" : `${answer.code}: ${answer.message}`);
    return [
      judged(
        "strategy-refusal-codes",
        !production.ok && production.code === "InvalidParameterException",
        said(production),
      ),
      judged("strategy-test-listener-of-alb", test.ok, said(test)),
      judged("strategy-no-bake-time", bare.ok, said(bare)),
      header,
    ];
  },
};

/** A deployment whose rule names only the target group that serves: AWS's page says that ECS refuses it. */
export const strategyAttach: Step = {
  id: "strategy-attach",
  title: "takes the target group without requests out of the rule, and deploys",
  minutes: 45,
  check: async (place) => {
    const { world, stack } = place;
    const id = "strategy-attaches-alternate";
    const governed = await governedRule(place);
    const serving = Object.entries(governed?.weights ?? {}).find(([, weight]) => weight > 0)?.[0];
    if (serving === undefined || governed === undefined) return [notSeen(id, "no rule has two target groups")];
    stack.touched();
    await called(world, "elbv2", "modify-rule", {
      RuleArn: governed.RuleArn,
      Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: serving, Weight: 100 }] } }],
    });
    const ran = await stack.tryUpWith({ services: [canaryService({ environment: { VERSION: "10" } })] });
    const groups = Object.keys(await weightsOf(place)).length;
    if (groups === 0) await putRuleBack(place, governed);
    if (ran.code === 0) return [judged(id, false, `the deployment ended; the rule names ${groups}`)];
    const said = /[^\n]*target ?group[^\n]*/i.exec(tail(ran.output))?.[0].trim();
    return [said === undefined ? notSeen(id, tail(ran.output)) : judged(id, true, said)];
  },
};
