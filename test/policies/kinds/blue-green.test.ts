import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { graphOf } from "../../../policies/graph/graph";
import { groupsBehind } from "../../../policies/balancer-counting";
import { usedBalancers } from "../../../policies/graph/used-balancers";
import { bare } from "../../../policies/graph/resource";
import type { Resource } from "../../../policies/graph/resource";
import { targetGroupsPerEcsServiceQuota } from "../../../policies/rules/target-groups-per-ecs-service-quota";
import { program as codeDeploy } from "../../fixtures/field/20-codedeploy";
import { httpApi, network } from "../../fixtures/field/base";
import { program as given } from "../../fixtures/field/19-native-blue-green";
import { resourcesOf, verdictsOf } from "../../support/verdicts";
import { paths, sharedAlb } from "./programs/shared-alb";
import { blueGreen } from "./programs/blue-green";
import type { BlueGreen } from "./programs/blue-green";

const governed = "governed-listener-ignores-weights";
const every = "every-route-reaches-its-service";

/** A service with target groups outside the stack, each with an alternate. */
const ecsService = (entries: number): Resource => ({
  ...bare,
  urn: "urn:pulumi:dev::program::aws:ecs/service:Service::shop",
  type: "aws:ecs/service:Service",
  name: "shop",
  props: {
    loadBalancers: Array.from({ length: entries }, (_, index) => ({
      targetGroupArn: `blue-${index}`,
      advancedConfiguration: { alternateTargetGroupArn: `green-${index}` },
    })),
  },
});

const sound: Readonly<Record<string, () => unknown>> = {
  "a native blue/green service": given,
  "a CodeDeploy pair of listeners": codeDeploy,
  "weight on the alternate target group after a deployment": () => {
    blueGreen({ weights: [0, 100] });
  },
  "a canary service with a test rule": () => {
    blueGreen({
      strategy: "CANARY",
      further: ["test"],
      named: ["production", "test"],
      ignoring: ["production", "test"],
    });
  },
  "a linear service": () => {
    blueGreen({ strategy: "LINEAR" });
  },
};

const faulty: Readonly<
  Record<string, readonly [setup: BlueGreen, mandatory: readonly string[], path: string, text: RegExp]>
> = {
  "a rule that deployments manage and the program resets": [
    { ignoring: [] },
    [`${governed} production`],
    "proved",
    /deployments of shop manage the weights of production/,
  ],
  "a test rule that deployments manage and the program resets": [
    { further: ["test"], named: ["production", "test"] },
    [`${governed} test`],
    "proved",
    /deployments of shop manage the weights of test/,
  ],
  "a rule that ignores changes, although the service does not name it": [
    { further: ["plain"], ignoring: ["production", "plain"] },
    [`${governed} plain`, `${every} plain`],
    "refuted at rule",
    /plain ignores changes of its actions, but no blue\/green deployment manages them/,
  ],
  // After the first deployment, the tasks are in the target group green.
  "a rule with the target groups of the service, which does not name it": [
    { strategy: "LINEAR", further: ["plain"] },
    [`${every} plain`],
    "refuted at rule",
    /plain forwards to target group \w+, but deployments of ECS service shop move its tasks to another target group/,
  ],
  "only target groups of weight 0": [
    { weights: [0, 0] },
    [`${every} production`],
    "refuted at rule",
    /listener rule production forwards only to target groups of weight 0/,
  ],
};

describe("blue/green deployments by ECS and CodeDeploy", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, program] of Object.entries(sound)) {
      it(`are sound: ${title}, ${pass}`, async () => {
        const { mandatory, undetermined, paths } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(undetermined, []);
        assert.deepEqual(paths, { "http $default": "proved" });
      });
    }

    for (const [title, [setup, wanted, path, text]] of Object.entries(faulty)) {
      it(`are faulty: ${title}, ${pass}`, async () => {
        const { mandatory, paths, texts } = await verdictsOf(pass, () => {
          blueGreen(setup);
        });
        assert.deepEqual(mandatory, wanted);
        assert.deepEqual(paths, { "http $default": path });
        assert.match(texts.join("\n"), text);
      });
    }
  }

  it("a rolling service leaves the weights to the program", async () => {
    for (const [pass, path] of [
      ["preview", "undetermined"],
      ["apply", "proved"],
    ] as const) {
      const { mandatory, paths, texts } = await verdictsOf(pass, () => {
        blueGreen({ strategy: "ROLLING", green: "unused" });
      });
      assert.deepEqual(mandatory, [`${governed} production`]);
      assert.deepEqual(paths, { "http $default": path });
      assert.match(texts.join("\n"), /production ignores changes of its actions/);
    }
  });

  it("a target group without targets is no fault at weight 0, and one above", async () => {
    const verdict = (weights: readonly [number, number]) =>
      verdictsOf("apply", () => {
        blueGreen({ weights, strategy: "ROLLING", green: "unused", ignoring: [] });
      });
    assert.deepEqual((await verdict([1, 0])).mandatory, []);
    assert.deepEqual((await verdict([1, 0])).paths, { "http $default": "proved" });
    assert.deepEqual((await verdict([99, 1])).mandatory, [`${every} green`]);
    assert.deepEqual((await verdict([99, 1])).paths, { "http $default": "refuted at target group" });
  });

  it("both target groups of a CodeDeploy pair belong to the service", async () => {
    for (const pass of ["preview", "apply"] as const) {
      const { mandatory, paths: found } = await verdictsOf(pass, () => {
        const alb = sharedAlb(network("home", 40), [
          { name: "green", conditions: paths("/test/*"), to: "empty" },
          { name: "blue", conditions: paths("/*"), to: "service" },
        ]);
        new aws.codedeploy.DeploymentGroup("shop", {
          appName: "shop",
          deploymentGroupName: "shop",
          serviceRoleArn: "arn:aws:iam::123456789012:role/deploy",
          loadBalancerInfo: {
            targetGroupPairInfo: {
              prodTrafficRoute: { listenerArns: [alb.listener.arn] },
              targetGroups: [{ name: alb.targets("blue").name }, { name: alb.targets("green").name }],
            },
          },
        });
        httpApi("http", alb);
      });
      assert.deepEqual([...mandatory].sort(), [`${governed} blue`, `${governed} green`]);
      assert.deepEqual(found, { "http $default": "proved" });
    }
  });

  it("whether alternate target groups count for the quota of a service of five is undetermined", () => {
    const found = (entries: number) =>
      [targetGroupsPerEcsServiceQuota.check(graphOf([ecsService(entries)]), {})]
        .flat()
        .map((finding) => "kind" in finding && finding.kind);
    assert.deepEqual([found(2), found(3), found(6)], [[], ["undetermined"], ["violation"]]);
  });

  it("a test rule after the production rule gets no request, whatever its header", async () => {
    const header = [{ httpHeader: { httpHeaderName: "x-test", values: ["yes"] } }];
    const verdict = (priority: number) =>
      verdictsOf("apply", () => {
        blueGreen({
          further: ["test"],
          named: ["production", "test"],
          ignoring: ["production", "test"],
          test: { conditions: header, priority },
        });
      });
    assert.deepEqual((await verdict(40)).mandatory, ["unshadowed-listener-rule test"]);
    assert.deepEqual((await verdict(10)).mandatory, []);
  });

  it("an alternate that ECS adds to a rule counts as a target group of the ALB", async () => {
    for (const weights of [[100, 0], "blue only"] as const) {
      const resources = await resourcesOf("apply", () => {
        blueGreen({ weights });
      });
      const graph = graphOf(resources);
      const [alb] = usedBalancers(graph);
      assert.ok(alb);
      assert.deepEqual(
        groupsBehind(graph, alb)
          .map(({ name }) => name)
          .sort(),
        ["blue", "green"],
      );
    }
  });

  it("at a first preview, it is unknown which target group has weight 0", async () => {
    const { mandatory, paths, texts } = await verdictsOf("preview", () => {
      blueGreen({ strategy: "ROLLING", green: "unused", ignoring: [] });
    });
    assert.deepEqual(mandatory, []);
    assert.deepEqual(paths, { "http $default": "undetermined" });
    assert.match(texts.join("\n"), /the target group that listener rule production forwards to/);
  });
});
