import assert from "node:assert/strict";
import type { Option } from "../../../core/settings/settings";
import type { AwsAccount } from "../../../simulator/aws/account";
import type { Metrics } from "../../../simulator/aws/cloudwatch/metrics";
import { record } from "../../../simulator/aws/cloudwatch/served";
import { value } from "../../../simulator/aws/existing";
import { nameOf } from "../../../simulator/aws/account";
import { runStack } from "../../support/run";
import { everyOption } from "../../support/scenario";
import { accountOf } from "../../support/simulated-account";
import { Deployed } from "../deployed-stack";
import type { Minutes } from "./watch";
import { Watch } from "./watch";

const services = ["customers", "orders", "shipping", "stock"] as const;
type Snapshot = ReturnType<AwsAccount["snapshot"]>;
type Service = (typeof services)[number];
const vpcOf: Readonly<Record<Service, string>> = {
  customers: "sales",
  orders: "sales",
  shipping: "supply",
  stock: "supply",
};

/** Name of the target group of a service. */
const groupOf = (option: Option, service: Service) =>
  ({
    1: `${service}-alb`,
    2: `${service}-nlb`,
    3: `${vpcOf[service]}-nlb-1-${service}`,
    4: `${service}-alb`,
    5: `${service}-alb`,
  })[option];
const hasAlb = (option: Option) => [1, 4, 5].includes(option);

/** A minute of the stack: ten requests to each service, and what else happens in it. */
interface Traffic extends Minutes {
  readonly milliseconds?: number;
}

/** The longest alarm looks at 15 minutes. */
const length = 17;

/** Names of the alarms that are on after some minutes of traffic, which followed minutes in which all was well. */
function alarmsOn(
  { account }: Deployed,
  healthy: Snapshot,
  { milliseconds = 20, each, ...more }: Traffic = {},
): readonly string[] {
  const watch = new Watch(account);
  const [api] = account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi");
  const host = `${api?.id ?? ""}.execute-api.us-east-1.amazonaws.com`;
  const after = account.snapshot();
  account.restore(healthy);
  assert.deepEqual(watch.pass(6), []);
  account.restore(after);
  watch.pass(length, {
    ...more,
    each: (metrics, atSeconds) => {
      each?.(metrics, atSeconds);
      for (const service of services)
        for (let second = 0; second < 10; second += 1) {
          const request = { host, method: "GET", path: `/live/${service}` };
          record(account, metrics, request, { atSeconds: atSeconds + second, milliseconds });
        }
    },
  });
  return watch.in("ALARM");
}

const remove = (stack: Deployed, service: Service) => {
  stack.update("ecs/service:Service", service, { desiredCount: 0 });
  stack.settle();
};

/** Lets the tasks of a service fail their health check, before ECS replaces them. */
const failChecks = (stack: Deployed, option: Option, service: Service) => {
  const before = stack.account.containers;
  stack.account.containers = () => ({ answers: () => false });
  const name = groupOf(option, service);
  const check = stack.get("TargetGroup", name).inputs["healthCheck"] as object;
  stack.update("TargetGroup", name, { healthCheck: { ...check, path: "/other", protocol: "HTTP" } });
  stack.account.containers = before;
};

/** Puts a sample of a metric of a load balancer in each minute. */
const given =
  (account: AwsAccount, namespace: string, name: string, type: "application" | "network") =>
  (metrics: Metrics, atSeconds: number): void => {
    for (const one of account.of("aws:lb/loadBalancer:LoadBalancer"))
      if (value(one, "loadBalancerType") === type)
        metrics.put({ namespace, name, dimensions: { LoadBalancer: value(one, "arnSuffix") } }, atSeconds, 1);
  };

/** Names of the load balancers. */
const albs = (option: Option) => (hasAlb(option) ? services.map((service) => `${service}-alb`) : []);
const nlbs = (option: Option): readonly string[] => {
  if (option === 2) return services.map((service) => `${service}-nlb`);
  if (option === 3) return ["sales-nlb-1", "supply-nlb-1"];
  return option === 4 ? ["sales-front-1", "supply-front-1"] : [];
};

for (const option of everyOption)
  describe(`alarms of option ${option}`, () => {
    const seen = new Set<string>();
    let stack: Deployed;
    let healthy: Snapshot;
    const on = (traffic?: Traffic) => {
      const names = alarmsOn(stack, healthy, traffic);
      names.forEach((name) => seen.add(name));
      return names;
    };

    before(async () => {
      const alarms = { topic: "arn:aws:sns:us-east-1:111122223333:oncall" };
      stack = new Deployed(accountOf(await runStack("dev", "apply", { option, alarms })), "us-east-1");
      healthy = stack.account.snapshot();
    });
    afterEach(() => {
      stack.account.restore(healthy);
      stack.account.containers = () => ({});
    });

    it("are all off while every service answers", () => {
      assert.deepEqual(on(), []);
    });

    it("are all off without any request", () => {
      const watch = new Watch(stack.account);
      assert.deepEqual([watch.pass(length), watch.in("INSUFFICIENT_DATA")], [[], []]);
    });

    for (const service of services) {
      const group = groupOf(option, service);

      it(`tell that no task of ${service} runs`, () => {
        remove(stack, service);
        const unserved = hasAlb(option) ? [`${group}-unserved`] : [];
        assert.deepEqual(on(), [`${group}-empty`, `option-${option}-errors`, ...unserved].sort());
      });

      it(`tell that the tasks of ${service} fail their health check, although they answer`, () => {
        failChecks(stack, option, service);
        assert.deepEqual(on(), [`${group}-empty`, `${group}-unhealthy`]);
      });

      it(`tell that ${service} answers with errors`, () => {
        stack.account.containers = ({ name }) => (name === service ? { status: () => 500 } : {});
        const failed = hasAlb(option) ? [`${group}-failed`] : [];
        assert.deepEqual(on(), [...failed, `option-${option}-errors`].sort());
      });
    }

    it("tell that more than 5 % of the requests fail", () => {
      let count = 0;
      const everyNth = (nth: number) => () => ({ status: () => (++count % nth === 0 ? 500 : 200) });
      const errors = () => on().filter((name) => name === `option-${option}-errors`);
      // A request is tried at both tasks of its service: 2 of 40 requests in a minute fail, and then 4.
      stack.account.containers = everyNth(2 * 20);
      assert.deepEqual(errors(), []);
      stack.account.containers = everyNth(2 * 10);
      assert.deepEqual(errors(), [`option-${option}-errors`]);
    });

    it("tell that answers are slow", () => {
      assert.deepEqual(on({ milliseconds: 4_900 }), []);
      assert.deepEqual(on({ milliseconds: 5_100 }), [`option-${option}-latency`]);
    });

    it("tell that tasks are busy", () => {
      assert.deepEqual(on({ percent: 89 }), []);
      assert.deepEqual(
        on({ percent: 90 }),
        services.flatMap((service) => [`${service}-cpu`, `${service}-memory`]),
      );
    });

    it("tell that a load balancer rejects connections, or has no ports left", () => {
      const { account } = stack;
      const rejected = given(account, "AWS/ApplicationELB", "RejectedConnectionCount", "application");
      assert.deepEqual(
        on({ each: rejected }),
        albs(option).map((name) => `${name}-rejected`),
      );
      const ports = given(account, "AWS/NetworkELB", "PortAllocationErrorCount", "network");
      assert.deepEqual(
        on({ each: ports }),
        nlbs(option).map((name) => `${name}-ports`),
      );
      const open = given(account, "AWS/NetworkELB", "UnhealthyRoutingFlowCount", "network");
      const failopen = option === 4 ? nlbs(4).map((name) => `${name}-failopen`) : [];
      assert.deepEqual(on({ each: open }), failopen);
    });

    it("were each on in one of these states", () => {
      const all = stack.account.of("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ urn }) => nameOf(urn));
      assert.deepEqual([...seen].sort(), all.sort());
    });
  });

describe("alarms of services in Cloud Map", () => {
  it("tell that no task runs, since no target group does", async () => {
    const alarms = { topic: "arn:aws:sns:us-east-1:111122223333:oncall" };
    const cloudMap = services.map((name) => ({
      ...{ name, vpc: vpcOf[name], image: "nginx:1.29", containerPort: 80 },
      balancer: "cloudMap",
      healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/"] },
    }));
    const result = await runStack("dev", "apply", { option: 1, alarms, services: cloudMap });
    const stack = new Deployed(accountOf(result), "us-east-1");
    const healthy = stack.account.snapshot();
    assert.deepEqual(alarmsOn(stack, healthy), []);
    remove(stack, "stock");
    assert.deepEqual(alarmsOn(stack, healthy), ["option-1-errors", "stock-stopped"]);
  });
});
