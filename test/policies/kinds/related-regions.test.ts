import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const west = { region: "us-west-2" } as const;
const east = { region: "us-east-1" } as const;
/** Reported on the resource at which the path breaks. */
const route = (name: string) => `every-route-reaches-its-service ${name}`;
const proved = { "http $default": "proved" };
const arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/web/0123456789abcdef/0123456789abcdef";

interface Case {
  readonly title: string;
  readonly program: () => unknown;
  readonly mandatory: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    title: "a listener in another Region than its load balancer",
    program: () => httpApi("http", albService("shop", network("home", 40), { listener: west })),
    mandatory: ["listener-in-region-of-balancer shop", "one-account http", route("shop")],
    paths: { "http $default": "refuted at link" },
  },
  {
    title: "a target group in another Region than its load balancer and its service",
    program: () => httpApi("http", albService("shop", network("home", 40), { targetGroup: west })),
    mandatory: [
      "balancer-and-target-group-in-one-vpc shop",
      "target-group-and-ecs-service-in-one-vpc shop",
      "listener-in-region-of-balancer shop",
      route("shop"),
    ],
    paths: { "http $default": "refuted at listener" },
  },
  {
    title: "a VPC link of a provider of another Region",
    program: () => {
      const net = network("home", 40);
      const front = albService("shop", net);
      const provider = new aws.Provider("west", west);
      const link = new aws.apigatewayv2.VpcLink(
        "west",
        { subnetIds: net.subnetIds, securityGroupIds: [front.linkSg.id] },
        { provider },
      );
      httpApi("http", { ...front, link });
    },
    mandatory: ["vpc-link-subnets-and-groups-in-one-vpc west", "one-account http", route("west")],
    paths: { "http $default": "refuted at link" },
  },
  {
    title: "an ECS service in another Region than its subnets",
    program: () => httpApi("http", albService("shop", network("home", 40), { service: west })),
    mandatory: [
      "ecs-service-subnets-and-groups-in-one-vpc shop",
      "target-group-and-ecs-service-in-one-vpc shop",
      route("shop"),
    ],
    paths: { "http $default": "refuted at service" },
  },
  {
    title: "a listener that is known by an ARN of another Region",
    program: () => httpApi("http", albService("shop", network("home", 40)), { integration: { integrationUri: arn } }),
    mandatory: ["one-account http", route("shop")],
    paths: { "http $default": "refuted at link" },
  },
  {
    title: "a listener that states the Region of its load balancer",
    program: () => httpApi("http", albService("shop", network("home", 40), { listener: east })),
    mandatory: [],
    paths: proved,
  },
  {
    title: "load balancer, listener and target group that state the Region of the VPC",
    program: () =>
      httpApi(
        "http",
        albService("shop", network("home", 40), { balancer: east, listener: east, targetGroup: east, service: east }),
      ),
    mandatory: [],
    paths: proved,
  },
];

describe("resources that refer to each other", () => {
  for (const { title, program, mandatory, paths } of cases) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}, ${pass}`, async () => {
        const verdicts = await verdictsOf(pass, program);
        assert.deepEqual([...verdicts.mandatory].sort(), [...mandatory].sort());
        assert.deepEqual(verdicts.paths, paths);
      });
    }
  }
});
