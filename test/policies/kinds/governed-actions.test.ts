import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Resource } from "../../../policies/graph/resource";
import { resourcesOf, verdictsOf, verdictsOn } from "../../support/verdicts";
import { blueGreen } from "./programs/blue-green";
import type { Made } from "./programs/blue-green";

const every = "every-route-reaches-its-service";

const answer = { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } };

interface Forwarding {
  readonly actions: readonly [
    { readonly forward: { readonly targetGroups: readonly Readonly<Record<string, unknown>>[] } },
  ];
}

/** The rule with other target groups in its action. */
const withGroups = (rule: Resource, change: (groups: readonly object[]) => readonly object[]): Resource => {
  const [action] = (rule.props as unknown as Forwarding).actions;
  const forward = { targetGroups: change(action.forward.targetGroups) };
  return { ...rule, props: { ...rule.props, actions: [{ ...action, forward }] } };
};
const withFirstOnly = (rule: Resource) => withGroups(rule, (groups) => groups.slice(0, 1));

/** A service that runs with the first target group; the second one is new in this update. */
async function entering(): Promise<readonly Resource[]> {
  const resources = await resourcesOf("apply", () => {
    blueGreen({ strategy: "ROLLING", green: "unused", ignoring: [] });
  });
  return resources.map((resource) => {
    if (resource.name === "green") return { ...resource, props: { ...resource.props, id: undefined, arn: undefined } };
    if (resource.name !== "production") return resource;
    const path = "actions[0].forward.targetGroups[1].arn";
    return {
      ...withGroups(resource, ([first, second]) => [first ?? {}, { ...second, arn: null }]),
      unknown: new Set([path]),
    };
  });
}

/** An entry of `loadBalancers` with all that a strategy needs. */
const entryWith = (
  { green, production, role }: Made,
  target: Pick<aws.types.input.ecs.ServiceLoadBalancer, "targetGroupArn" | "elbName">,
): aws.types.input.ecs.ServiceLoadBalancer => ({
  ...target,
  containerName: "app",
  containerPort: 8080,
  advancedConfiguration: {
    alternateTargetGroupArn: green.arn,
    productionListenerRule: production.arn,
    roleArn: role.arn,
  },
});

/** Faults of a service whose second entry is this one. */
const faultsWith = async (pass: "preview" | "apply", target: (made: Made) => Parameters<typeof entryWith>[1]) => {
  const { mandatory } = await verdictsOf(pass, () => {
    blueGreen({ more: (made) => [entryWith(made, target(made))] });
  });
  return [...mandatory].sort();
};

describe("the actions with which ECS shifts requests", () => {
  it("the alternate target group is on the request path, whatever its weight", async () => {
    for (const pass of ["preview", "apply"] as const) {
      const { mandatory, paths } = await verdictsOf(pass, () => {
        blueGreen({ twin: { protocolVersion: "HTTP2" } });
      });
      assert.deepEqual([...mandatory].sort(), [
        "alternate-is-a-twin shop",
        `${every} green`,
        "http2-target-group-behind-https green",
      ]);
      assert.deepEqual(paths, { "http $default": "refuted at target group" });
    }
  });

  it("a rule that the program looks up by its listener is unknown at a first preview", async () => {
    const program = () => {
      blueGreen({
        advanced: ({ listener, production }) => ({
          productionListenerRule: pulumi.all([listener.arn, production.arn]).apply(([, arn]) => arn),
        }),
      });
    };
    for (const pass of ["preview", "apply"] as const) assert.deepEqual((await verdictsOf(pass, program)).mandatory, []);
    // Only the listener is among the dependencies, as after a function of the provider.
    const graph = (await resourcesOf("preview", program)).map((resource) => ({
      ...resource,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([property, urns]) => [
          property,
          urns.filter((urn) => property !== "loadBalancers" || !urn.endsWith("ListenerRule::production")),
        ]),
      ),
    }));
    const { mandatory, undetermined } = verdictsOn(graph);
    assert.deepEqual(mandatory, []);
    assert.ok(undetermined.includes("production-rule-fits-service shop"));
  });

  it("a running service enters a strategy: both target groups are named, the tasks are in the first", async () => {
    const { mandatory, undetermined, paths } = verdictsOn(await entering());
    assert.deepEqual([mandatory, undetermined, paths], [[], [], { "http $default": "proved" }]);
  });

  it("ignored actions that lack a target group of the program may be older than the program", async () => {
    const resources = (
      await resourcesOf("apply", () => {
        blueGreen({});
      })
    ).map((resource) => (resource.name === "production" ? withFirstOnly(resource) : resource));
    const { mandatory, undetermined } = verdictsOn(resources);
    assert.deepEqual(mandatory, []);
    assert.deepEqual(undetermined, ["governed-action-names-both-groups shop"]);
  });

  it("both target groups of a canary service may serve during a deployment, but not in the program", async () => {
    const program = () => {
      blueGreen({ strategy: "CANARY", weights: [95, 5] });
    };
    const named = "governed-action-names-both-groups shop";
    assert.deepEqual((await verdictsOf("preview", program)).mandatory, [named]);
    const refreshed = await verdictsOf("apply", program);
    assert.deepEqual([refreshed.mandatory, refreshed.undetermined], [[], [named]]);
  });

  it("two entries with one target group and its alternate are reported when the ARNs are known", async () => {
    const target = ({ blue }: Made) => ({ targetGroupArn: blue.arn });
    assert.deepEqual(await faultsWith("preview", target), []);
    assert.deepEqual(await faultsWith("apply", target), [
      "alternate-is-a-twin shop",
      `${every} shop`,
      "strategy-names-alternates shop",
    ]);
  });

  it("a Classic Load Balancer has no alternate, which both passes report", async () => {
    const found = [`${every} shop`, "strategy-names-alternates shop"];
    const classic = () => ({ elbName: "classic" });
    assert.deepEqual(await faultsWith("preview", classic), found);
    // The production rule forwards to a target group that the second entry does not name.
    assert.deepEqual(await faultsWith("apply", classic), [found[0], "production-rule-fits-service shop", found[1]]);
  });

  it("a production rule that answers by itself breaks the request path, although a test rule forwards", async () => {
    const header = [{ httpHeader: { httpHeaderName: "x-test", values: ["yes"] } }];
    const named = ["production", "test"] as const;
    for (const pass of ["preview", "apply"] as const) {
      const resources = await resourcesOf(pass, () => {
        blueGreen({ further: ["test"], named, ignoring: named, test: { conditions: header, priority: 10 } });
      });
      const answering = (name: string) =>
        verdictsOn(
          resources.map((one) =>
            one.name === name
              ? { ...one, props: { ...one.props, actions: [answer] }, unknown: new Set<string>() }
              : one,
          ),
        ).paths;
      assert.deepEqual(answering("none"), verdictsOn(resources).paths);
      for (const name of named) assert.deepEqual(answering(name), { "http $default": "refuted at rule" }, name);
    }
  });
});
