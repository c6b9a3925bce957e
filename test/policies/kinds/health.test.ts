import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, allow, httpApi, network } from "../../fixtures/field/base";
import { program as closedPort } from "../../fixtures/field/08-health-check-port";
import { verdictsOf } from "../../support/verdicts";
import { place } from "./programs/addresses";
import { nlbService } from "./programs/balancers";

/** HTTP API before an ALB and a service, with another health check. */
const albWith =
  (healthCheck: aws.lb.TargetGroupArgs["healthCheck"], open: readonly number[] = []) =>
  () => {
    const front = albService("shop", network("home", 40), { targetGroup: { healthCheck } });
    for (const port of open) allow(`check-${port}`, front.albSg, front.taskSg, port);
    httpApi("http", front);
  };

/** `any`: AWS chooses the zone. `az1`: the zone by its id. */
const inZone = (zone: string): Partial<aws.ec2.SubnetArgs> =>
  zone === "any"
    ? {}
    : zone.startsWith("az")
      ? { availabilityZoneId: `use1-${zone}` }
      : { availabilityZone: `us-east-1${zone}` };

/** A subnet in a zone of its own, with the route table of the private subnets. */
function subnetIn(net: ReturnType<typeof network>, zone: string, third: number): aws.ec2.Subnet {
  const name = `home-priv-${zone}`;
  const subnet = new aws.ec2.Subnet(name, {
    vpcId: net.vpc.id,
    cidrBlock: `10.40.${third}.0/24`,
    ...inZone(zone),
  });
  new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: net.table.id });
  return subnet;
}

/** Subnets of tasks in zones; load balancers have subnets in zones b and c. */
function tasksIn(net: ReturnType<typeof network>, zones: readonly string[]): readonly aws.ec2.Subnet[] {
  const [b, c] = net.subnets;
  return zones.map((zone, i) => {
    const own = zone === "b" ? b : zone === "c" ? c : undefined;
    return own ?? subnetIn(net, zone, 10 + i);
  });
}

/** ALB -> tasks in zones, all in the default security group. */
const albTasks =
  (zones: readonly string[], service: Partial<aws.ecs.ServiceArgs> = {}) =>
  () => {
    const net = network("home", 40);
    const byDefault = { link: undefined, alb: undefined, task: undefined };
    place(net, byDefault, { subnetsOfTasks: tasksIn(net, zones), service });
  };

/** NLB -> tasks in zones. */
const nlbTasks =
  (zones: readonly string[], nlb: Partial<aws.lb.LoadBalancerArgs> = {}) =>
  () => {
    const net = network("home", 40);
    nlbService({ net, nlb, subnetsOfTasks: tasksIn(net, zones) });
  };

interface Case {
  readonly program: () => void;
  readonly path: string;
  readonly mandatory?: readonly string[];
  readonly text?: RegExp;
}

const never = ["every-route-reaches-its-service shop"];
const refuted = "refuted at target group";

const cases: Readonly<Record<string, Case>> = {
  "closed port": { program: closedPort, path: refuted, mandatory: never, text: /uses port 9000, which no egress rule/ },
  "open port": { program: albWith({ path: "/health", port: "9000" }, [9000]), path: "proved" },
  "port of the requests, by number": { program: albWith({ port: "8080" }), path: "proved" },
  "HTTPS check of a port that serves HTTP": {
    program: albWith({ protocol: "HTTPS" }),
    path: refuted,
    mandatory: never,
    text: /uses HTTPS, but its targets serve HTTP at the same port/,
  },
  "HTTPS check of another open port": { program: albWith({ protocol: "HTTPS", port: "8443" }, [8443]), path: "proved" },
  "TCP check by an ALB": {
    program: albWith({ protocol: "TCP" }),
    path: refuted,
    mandatory: never,
    text: /uses TCP, which ALBs do not support/,
  },
  "check turned off": {
    program: albWith({ enabled: false }),
    path: refuted,
    mandatory: never,
    text: /turns its health check off/,
  },
  "ALB and tasks in other zones": {
    program: albTasks(["a", "d"]),
    path: refuted,
    mandatory: never,
    text: /run in us-east-1a, us-east-1d, but load balancer shop is enabled only in us-east-1b, us-east-1c/,
  },
  "ALB and tasks in one common zone": { program: albTasks(["a", "b"]), path: "proved" },
  "ALB and tasks in zones that AWS chooses": {
    program: albTasks(["any"]),
    path: "undetermined",
    text: /at target group: the Availability Zones of the subnets of ECS service shop/,
  },
  "ALB in zones by name and tasks in zones by id": {
    program: albTasks(["az1", "az2"]),
    path: "undetermined",
    text: /at target group: the Availability Zones of the subnets of ECS service shop/,
  },
  "ALB and one task, perhaps in another zone": {
    program: albTasks(["a", "b"], { desiredCount: 1 }),
    path: "undetermined",
    text: /the zone of the only task of ECS service shop/,
  },
};

const nlbCases: Readonly<Record<string, Case>> = {
  "NLB without a health check": { program: () => nlbService(), path: "proved" },
  "NLB that checks a closed port": {
    program: () => nlbService({ targetGroup: { healthCheck: { port: "9000", protocol: "TCP" } } }),
    path: refuted,
    mandatory: never,
    text: /uses port 9000/,
  },
  "NLB and tasks in other zones": {
    program: nlbTasks(["a"]),
    path: refuted,
    mandatory: never,
    text: /run in us-east-1a, but load balancer shop-nlb is enabled only in us-east-1b, us-east-1c/,
  },
  "NLB with a zone without tasks": {
    program: nlbTasks(["b"]),
    path: "undetermined",
    text: /whether requests enter load balancer shop-nlb in us-east-1c/,
  },
  "NLB with a zone without tasks that balances across zones": {
    program: nlbTasks(["b"], { enableCrossZoneLoadBalancing: true }),
    path: "proved",
  },
};

describe("health checks of target groups", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [route, all] of [["http $default", cases] as const, ["rest ANY /", nlbCases] as const]) {
      for (const [name, { program, path, mandatory = [], text }] of Object.entries(all)) {
        it(`${name}: ${path}, ${pass}`, async () => {
          const found = await verdictsOf(pass, () => {
            program();
          });
          assert.deepEqual([found.mandatory, found.paths], [mandatory, { [route]: path }]);
          assert.ok(text === undefined || found.texts.some((one) => text.test(one)), found.texts.join("\n"));
        });
      }
    }
  }
});
