import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { graphOf } from "../../../policies/graph/graph";
import { prove } from "../../../policies/paths/prove";
import { singleRules } from "../../../policies/rules";
import { allZones } from "../../../simulator/aws/zones";
import { httpApi, network, restApi } from "../../fixtures/field/base";
import { program as given } from "../../fixtures/field/21-one-route-many-rules";
import { resourcesOf, verdictsOf } from "../../support/verdicts";
import { nlbApi } from "./programs/nlb-before-alb";
import type { RuleSetup } from "./programs/shared-alb";
import { fixed, paths, sharedAlb } from "./programs/shared-alb";

const every = "every-route-reaches-its-service";

async function proofOf(pass: "preview" | "apply", program: () => unknown) {
  const graph = graphOf(await resourcesOf(pass, program));
  const [proof] = prove({ graph, config: { zoneIds: allZones() }, rules: singleRules });
  assert.ok(proof);
  return proof;
}

const summary = ({ rules = [] }: Awaited<ReturnType<typeof proofOf>>) =>
  rules.map(({ rule, example, verdict, services }) => [rule, example, verdict, services.join()].join(" "));

describe("the outcome of each listener rule", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`is in the proof of a route, ${pass}`, async () => {
      const proof = await proofOf(pass, given);
      assert.deepEqual(summary(proof), [
        "orders /orders reached orders",
        "customers /customers reached customers",
        " /x answered ",
      ]);
      assert.deepEqual(proof.services, ["orders", "customers"]);
      assert.deepEqual(
        proof.rules?.[0]?.steps.map(({ hop, name }) => `${hop} ${name}`),
        ["rule orders", "target group orders", "service orders", "container orders", "task orders"],
      );
    });

    it(`names every faulty rule, ${pass}`, async () => {
      const program = () => {
        const rules = [
          { name: "one", conditions: paths("/one"), to: "empty" },
          { name: "two", conditions: paths("/two/*"), to: "shut out" },
          { name: "three", conditions: paths("/three"), to: "service" },
        ] as const;
        httpApi("http", sharedAlb(network("home", 40), rules));
      };
      assert.deepEqual(summary(await proofOf(pass, program)), [
        "one /one broken ",
        "two /two/x broken ",
        "three /three reached three",
        " / answered ",
      ]);
      const { mandatory } = await verdictsOf(pass, program);
      assert.deepEqual(mandatory, [`${every} one`, `${every} two`]);
    });

    it(`is left out if all requests get one action, ${pass}`, async () => {
      const proof = await proofOf(pass, () => {
        httpApi("http", sharedAlb(network("home", 40), [], "service"));
      });
      assert.equal(proof.rules, undefined);
      assert.equal(proof.steps.at(-1)?.hop, "task");
    });

    it(`is undetermined for a faulty rule that requests may not get, ${pass}`, async () => {
      const program = () => {
        const conditions = [{ hostHeader: { values: ["shop.example.com"] } }];
        httpApi("http", sharedAlb(network("home", 40), [{ name: "shop", conditions, to: "empty" }], "service"));
      };
      assert.deepEqual(summary(await proofOf(pass, program)), ["shop / undetermined ", " / reached rest"]);
      const { mandatory, paths: found } = await verdictsOf(pass, program);
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http $default": "undetermined" });
    });

    it(`does not matter if all possible rules reach the same service, ${pass}`, async () => {
      const host = (value: string) => [{ hostHeader: { values: [value] } }];
      const {
        mandatory,
        undetermined,
        paths: found,
      } = await verdictsOf(pass, () => {
        const net = network("home", 40);
        const alb = sharedAlb(net, [{ name: "shop", conditions: paths("/*"), to: "service" }]);
        new aws.lb.ListenerRule("host", {
          listenerArn: alb.listener.arn,
          priority: 1,
          conditions: host("shop.example.com"),
          actions: [{ type: "forward", targetGroupArn: alb.targets("shop").arn }],
        });
        httpApi("http", alb);
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(undetermined, []);
      assert.deepEqual(found, { "http $default": "proved" });
    });

    it(`is undetermined for a path mapping with a context variable, ${pass}`, async () => {
      const { mandatory, paths: found } = await verdictsOf(pass, () => {
        httpApi("http", sharedAlb(network("home", 40), [{ name: "a", conditions: paths("/live/*"), to: "service" }]), {
          integration: { requestParameters: { "overwrite:path": "/$context.stage/$request.path" } },
        });
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http $default": "undetermined" });
    });

    it(`is undetermined for parameters in another order, ${pass}`, async () => {
      const at = (to: "service" | "empty") => () => {
        const rules = [
          { name: "a", conditions: paths("/x/*"), to: "service" },
          { name: "b", conditions: paths("/*"), to },
        ] as const;
        httpApi("http", sharedAlb(network("home", 40), rules), {
          route: { routeKey: "GET /{a}/{b}" },
          integration: { requestParameters: { "overwrite:path": "/$request.path.b/$request.path.a" } },
        });
      };
      const { mandatory, paths: found } = await verdictsOf(pass, at("empty"));
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http GET /{a}/{b}": "undetermined" });
    });
  }
});

describe("rules that earlier rules shadow", () => {
  const shadowed = (last: string) => () => {
    const rules = [
      { name: "a", conditions: paths("/a*"), to: "service" },
      { name: "b", conditions: paths("/?b*"), to: "service" },
      { name: "last", conditions: paths("/ab", last), to: "service" },
    ] as const;
    httpApi("http", sharedAlb(network("home", 40), rules), { route: { routeKey: "ANY /other/{proxy+}" } });
  };

  it("are found if several rules match their paths together", async () => {
    const { mandatory, texts } = await verdictsOf("apply", shadowed("/xb/*"));
    assert.deepEqual(
      mandatory.filter((text) => text.startsWith("unshadowed")),
      ["unshadowed-listener-rule last"],
    );
    assert.match(texts.join("\n"), /last never gets a request; b matches all of its paths first/);
    const { texts: other } = await verdictsOf("apply", shadowed("/a-b"));
    assert.match(other.join("\n"), /last never gets a request; a matches all of its paths first/);
  });

  it("are not reported if their target groups get the same requests, or have no targets", async () => {
    const reported = async (...rules: readonly RuleSetup[]) => {
      const { mandatory } = await verdictsOf("apply", () => {
        const { listener, targets, link } = sharedAlb(network("home", 40), rules);
        new aws.lb.ListenerRule("again", {
          listenerArn: listener.arn,
          priority: 90,
          conditions: paths("/a/again/*"),
          actions: [{ type: "forward", targetGroupArn: targets("a").arn }],
        });
        httpApi("http", { link, listener }, { route: { routeKey: "ANY /{proxy+}" } });
      });
      return mandatory;
    };
    const [a, b]: readonly RuleSetup[] = [
      { name: "a", conditions: paths("/a/*"), to: "service" },
      { name: "b", conditions: paths("/a/b/*"), to: "service" },
    ];
    assert.ok(a !== undefined && b !== undefined);
    assert.deepEqual(await reported(a), []);
    assert.deepEqual(await reported(a, { ...b, to: "empty" }), []);
    assert.deepEqual(await reported(a, b), ["unshadowed-listener-rule b"]);
    assert.deepEqual(await reported(a, { ...b, to: fixed("403") }), ["unshadowed-listener-rule b"]);
    // The first rule takes some paths of the last one from its target group.
    assert.deepEqual(await reported({ ...b, name: "c" }, a), []);
    assert.deepEqual(await reported({ ...b, name: "c", conditions: paths("/a/again/*") }, a), [
      "unshadowed-listener-rule again",
      "every-route-reaches-its-service c",
    ]);
  });

  it("are not found if one path is left", async () => {
    const { mandatory } = await verdictsOf("apply", shadowed("/xc"));
    assert.deepEqual(
      mandatory.filter((text) => text.startsWith("unshadowed")),
      [],
    );
  });
});

describe("the health check of an ALB behind an NLB", () => {
  const verdict = (rules: Parameters<typeof sharedAlb>[1]) =>
    verdictsOf("apply", () => {
      nlbApi(sharedAlb(network("home", 40), [...rules, { name: "shop", conditions: paths("/shop/*"), to: "service" }]));
    });

  it("gets the first rule that matches its path", async () => {
    const ok = { name: "ok", conditions: paths("/"), to: fixed("200") };
    const down = { name: "down", conditions: paths("/*"), to: fixed("503") };
    assert.ok(!(await verdict([ok, down])).mandatory.includes("alb-health-check-answered front"));
    assert.ok((await verdict([down, ok])).mandatory.includes("alb-health-check-answered front"));
  });

  it("does not get a rule for a header, and may get one for a host", async () => {
    const header = [{ httpHeader: { httpHeaderName: "x-check", values: ["1"] } }];
    const host = [{ hostHeader: { values: ["app.internal"] } }];
    const at = (conditions: typeof header | typeof host) => verdict([{ name: "ok", conditions, to: fixed("200") }]);
    assert.deepEqual((await at(header)).mandatory, ["alb-health-check-answered front", `${every} front`]);
    assert.ok(!(await at(host)).mandatory.includes("alb-health-check-answered front"));
  });
});

describe("conditions of a REST API that is no proxy", () => {
  it("are not met by headers that it does not map", async () => {
    const header = [{ httpHeader: { httpHeaderName: "x-a", values: ["1"] } }];
    const { paths: found } = await verdictsOf("apply", () => {
      const alb = sharedAlb(network("home", 40), [{ name: "a", conditions: header, to: "service" }]);
      restApi("rest", alb, {
        integration: { type: "HTTP" },
        with: (api, proxy) => {
          const answer = { restApi: api.id, resourceId: proxy.id, httpMethod: "ANY", statusCode: "200" };
          return [
            new aws.apigateway.MethodResponse("rest", answer),
            new aws.apigateway.IntegrationResponse("rest", answer),
          ];
        },
      });
    });
    assert.deepEqual(found, { "rest ANY /{proxy+}": "refuted at listener" });
  });
});
