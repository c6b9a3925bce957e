import assert from "node:assert/strict";
import { untraced } from "../../tools/untraced";
import { article, planOf, service } from "../support/scenario";

const reaches = [{ service: "orders" }, { cidr: "10.9.0.0/16", port: 5432 }, { cidr: "0.0.0.0/0", port: 25 }];
const plan = planOf(article({ services: [service("orders", "sales"), service("shop", "sales", { reaches })] }));
const urn = "urn:pulumi:dev::p::aws:ecs/service:Service::shop";
const resource = {
  urn,
  type: "aws:ecs/service:Service",
  name: "shop",
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
};
const proved = (to: string) => ({ service: "shop", to, urn, verdict: "proved", open: [] }) as const;

describe("destinations of the plan that the resources do not show", () => {
  it("none, if each is traced; all addresses are no destination", () => {
    assert.deepEqual(untraced([proved("orders:8080"), proved("10.9.0.0/16:5432")], plan, [resource]), []);
  });

  it("are mandatory violations on the service", () => {
    const found = untraced([proved("orders:8080")], plan, [resource]);
    assert.deepEqual(
      found.map(({ policy, level, kind, urn: on, message }) => [policy, level, kind, on, message]),
      [
        [
          "every-reach-has-a-path",
          "mandatory",
          "violation",
          urn,
          "shop to 10.9.0.0/16:5432: no security group rule allows this destination of the stack file",
        ],
      ],
    );
  });
});
