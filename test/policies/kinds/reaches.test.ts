import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { graphOf } from "../../../policies/graph/graph";
import { proveReaches } from "../../../policies/paths/reaches";
import { singleRules } from "../../../policies/rules";
import { allZones } from "../../../simulator/aws/zones";
import { snapshotGraph } from "../../support/graphs";
import { runStack } from "../../support/run";
import { resourcesOf, verdictsOf } from "../../support/verdicts";
import {
  behindGatewayEndpoint,
  calling,
  inPublicSubnet,
  isolated,
  toBlocksOfList,
  withDatabase,
  withOutside,
} from "./programs/reaches";
import { check } from "./programs/check";
import { reaches } from "./programs/reaches";

/** Verdict by destination, with what it needs or where it breaks. */
async function verdicts(pass: "preview" | "apply", program: () => unknown) {
  const graph = graphOf(await resourcesOf(pass, program));
  const proofs = proveReaches({ graph, config: { zoneIds: allZones() }, rules: singleRules });
  return proofs.map(({ service, to, verdict, broken, open }) =>
    [
      `${service} to ${to}: ${verdict}`,
      ...(broken === undefined ? [] : [broken.wrong]),
      ...open.map((one) => one.needs),
    ].join("; "),
  );
}

const admits = (to: string) => `whether ${to} admits ECS service shop on port 5432`;
const sg = "sg-0123456789abcdef0";
const list = "pl-0123456789abcdef0";

/** Programs and their verdicts, the same at a first preview and with ids known. */
const rows: Readonly<Record<string, readonly [program: () => unknown, ...expected: readonly string[]]>> = {
  "a call with rules in both directions is proved": [
    calling({ rules: ["egress", "ingress"] }),
    "shop to orders:9000: proved",
  ],
  "a call without the ingress rule breaks at the called service": [
    calling({ rules: ["egress"] }),
    "shop to orders:9000: refuted; no ingress rule allows ECS service shop to reach ECS service orders on port 9000",
  ],
  "a call without the egress rule is known by the ingress rule": [
    calling({ rules: ["ingress"] }),
    "shop to orders:9000: refuted; no egress rule allows ECS service shop to reach ECS service orders on port 9000",
  ],
  "a caller outside Service Connect leaves open how it finds the tasks": [
    calling({ rules: ["egress", "ingress"], caller: "apart" }),
    "shop to orders:9000: undetermined; how tasks of ECS service shop find those of orders: no Service Connect endpoint at port 9000 in one namespace, and no Cloud Map service",
  ],
  "a caller that disables Service Connect is outside of it": [
    calling({ rules: ["egress", "ingress"], caller: "disabled" }),
    "shop to orders:9000: undetermined; how tasks of ECS service shop find those of orders: no Service Connect endpoint at port 9000 in one namespace, and no Cloud Map service",
  ],
  "a proxy may listen on a port of its own": [
    calling({ rules: ["egress", "ingress"], proxyPort: 9100 }),
    "shop to orders:9100: proved",
  ],
  "a database in the stack is proved by its own ingress rule": [
    withDatabase({ admits: "shop" }),
    "shop to database:5432: proved",
  ],
  "a database is reached by each of its security groups": [
    withDatabase({ admits: "nobody", holder: "admitted by another group" }),
    "shop to database:5432: proved",
  ],
  "a security group without a resource may be that of another stack": [
    withDatabase({ admits: "nobody", holder: "none" }),
    "shop to database:5432: undetermined; all security groups of what has database",
  ],
  "a database in another VPC needs a route": [
    withDatabase({ admits: "its subnets", vpc: "other" }),
    "shop to database:5432: undetermined; a route from VPC home to VPC other, and one back",
  ],
  "link-local addresses are no destination": [isolated({ cidrIpv4: "169.254.169.253/32" })],
  "routes of IPv6 are not read": [
    isolated({ cidrIpv6: "2600:1f00::/24" }),
    `shop to 2600:1f00::/24:5432: undetermined; a route from the subnets of ECS service shop to 2600:1f00::/24; ${admits("2600:1f00::/24")}`,
  ],
  "one of two services with the admitted group calls": [
    calling({ rules: ["egress", "ingress"], worker: "calls" }),
    "worker to orders:9000: proved",
  ],
  "a security group outside the stack leaves its ingress rules open": [
    withOutside(() => ({ referencedSecurityGroupId: sg })),
    `shop to ${sg}:5432: undetermined; the ingress rules of security group ${sg} at port 5432; a route to what has ${sg}, if that is in another VPC`,
  ],
  "a block of the VPC needs no route": [
    withOutside(() => ({ cidrIpv4: "10.40.7.0/24" })),
    `shop to 10.40.7.0/24:5432: undetermined; ${admits("10.40.7.0/24")}`,
  ],
  "a private block elsewhere needs a route that another stack may add": [
    withOutside(() => ({ cidrIpv4: "10.9.0.0/16" })),
    `shop to 10.9.0.0/16:5432: undetermined; a route from the subnets of ECS service shop to 10.9.0.0/16; ${admits("10.9.0.0/16")}`,
  ],
  "a route to a transit gateway is a route to its blocks": [
    withOutside(() => ({ cidrIpv4: "10.9.0.0/16" }), "gateway", "10.0.0.0/8"),
    `shop to 10.9.0.0/16:5432: undetermined; ${admits("10.9.0.0/16")}`,
  ],
  "a route to a smaller block is no route to all addresses": [
    withOutside(() => ({ cidrIpv4: "10.9.0.0/16" }), "gateway", "10.9.1.0/24"),
    `shop to 10.9.0.0/16:5432: undetermined; a route from the subnets of ECS service shop to 10.9.0.0/16; ${admits("10.9.0.0/16")}`,
  ],
  "a gateway endpoint may have the route to a public block": [
    behindGatewayEndpoint,
    `shop to 203.0.113.0/24:5432: undetermined; a route from the subnets of ECS service shop to 203.0.113.0/24; ${admits("203.0.113.0/24")}`,
  ],
  "a prefix list outside the stack leaves its entries open": [
    withOutside(() => ({ prefixListId: list })),
    `shop to ${list}:5432: undetermined; the entries of ${list}, and a route to them; ${admits(list)}`,
  ],
  "a prefix list of the stack is judged by its entries": [
    toBlocksOfList,
    `shop to list:5432: undetermined; ${admits("list")}`,
  ],
  "a rule to all addresses names no destination": [withOutside(() => ({ cidrIpv4: "0.0.0.0/0" }))],
};

describe("what tasks connect to", () => {
  check(reaches);

  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [program, ...expected]] of Object.entries(rows)) {
      it(`${title}, ${pass}`, async () => {
        assert.deepEqual(await verdicts(pass, program), expected);
      });
    }
  }

  it("a public IP address that is not known yet leaves the route of a public subnet open", async () => {
    const later = () => new aws.ssm.Parameter("later", { type: "String", value: "x" }).arn.apply(() => true);
    const route = "a route from the subnets of ECS service worker to 203.0.113.0/24";
    const admitted = "whether 203.0.113.0/24 admits ECS service worker on port 5432";
    const to = "worker to 203.0.113.0/24:5432";
    assert.deepEqual(await verdicts("preview", inPublicSubnet(later)), [`${to}: undetermined; ${route}; ${admitted}`]);
    assert.deepEqual(await verdicts("apply", inPublicSubnet(later)), [`${to}: undetermined; ${admitted}`]);
    const never = await verdicts(
      "preview",
      inPublicSubnet(() => false),
    );
    assert.deepEqual(never, [`${to}: refuted; the subnets of ECS service worker have no route to 203.0.113.0/24`]);
  });

  it("a task without NAT reaches VPC endpoints and S3 to start, which are no destinations", async () => {
    const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";
    const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"], nat: "none" }];
    for (const pass of ["preview", "apply"] as const) {
      const { resources } = await runStack("dev", pass, { vpcs, services: [{ name: "shop", vpc: "sales", image }] });
      const graph = snapshotGraph(resources);
      assert.deepEqual(proveReaches({ graph, config: {}, rules: singleRules }), []);
    }
  });

  it("the rule says what is undetermined, once for each destination", async () => {
    const { undetermined, texts } = await verdictsOf(
      "apply",
      withOutside(() => ({ cidrIpv4: "10.9.0.0/16" })),
    );
    assert.ok(undetermined.includes("every-reach-has-a-path shop"));
    const route = "a route from the subnets of ECS service shop to 10.9.0.0/16";
    assert.ok(texts.includes(`shop to 10.9.0.0/16:5432: ${route}; ${admits("10.9.0.0/16")}`), texts.join("\n"));
  });
});
