import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { verdictsOf } from "../../support/verdicts";
import { toEndpoint } from "./programs/endpoint-targets";
import type { EndpointSetup } from "./programs/endpoint-targets";

const byOther =
  /^at VPC endpoint: what is behind com\.amazonaws\.vpce\.us-east-1\.vpce-svc-0123456789abcdef0, which is in another account, and whether its owner has accepted the endpoint \(the request path is proved up to there\)$/;
const upToHere = ["undetermined", byOther] as const;
const fixed = ["10.40.1.10", "10.40.2.10"];
const nlb = { loadBalancerType: "network" };

/** By title: what differs from a sound program, the verdict on its request path, and a text of the findings. */
const cases: Readonly<Record<string, readonly [setup: EndpointSetup, path: string, text: RegExp]>> = {
  "addresses that AWS chooses": [{}, ...upToHere],
  "behind an NLB": [{ balancer: nlb }, ...upToHere],
  "a security group by an association": [{ associated: true }, ...upToHere],
  "addresses read from the network interfaces": [
    {
      targets: ({ networkInterfaceIds }) =>
        [0, 1].map((at) =>
          networkInterfaceIds.apply((ids) => (ids[at] === undefined ? "10.40.1.99" : `10.40.${at + 1}.7`)),
        ),
    },
    ...upToHere,
  ],
  "addresses that the program states": [
    {
      endpoint: ({ home }) => ({
        subnetConfigurations: home.subnets.map(({ id }, at) => ({ subnetId: id, ipv4: fixed[at] ?? "" })),
      }),
      targets: () => fixed,
    },
    ...upToHere,
  ],
  "addresses of nothing in the stack": [
    { targets: () => ["10.40.1.77"] },
    "undetermined",
    /^at target group: the targets of target group payments$/,
  ],
  "AWS's own service has no owner who accepts": [
    { endpoint: () => ({ serviceName: "com.amazonaws.us-east-1.execute-api" }) },
    "undetermined",
    /^at VPC endpoint: what com\.amazonaws\.us-east-1\.execute-api answers \(the request path is proved up to there\)$/,
  ],
  "an endpoint service of the stack": [
    {
      endpoint: () => ({
        serviceName: new aws.ec2.VpcEndpointService("own", {
          acceptanceRequired: false,
          networkLoadBalancerArns: [
            "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/own/50dc6c495c0c9188",
          ],
        }).serviceName,
      }),
    },
    "undetermined",
    /^at VPC endpoint: what is behind endpoint service own \(the request path is proved up to there\)$/,
  ],
  "a security group that admits another port": [
    { admits: 443 },
    "refuted at security group",
    /no egress rule allows load balancer front to reach VPC endpoint payments on port 8443/,
  ],
  "a health check at a port that is not admitted": [
    { targetGroup: { healthCheck: { port: "9000" } } },
    "refuted at target group",
    /the health check of target group payments uses port 9000, which no egress rule of load balancer front allows/,
  ],
  "an endpoint in another VPC": [
    { endpoint: ({ other }) => ({ vpcId: other.vpc.id, subnetIds: other.subnetIds }) },
    "refuted at endpoint",
    /VPC endpoint payments is in another VPC than target group payments/,
  ],
  "an endpoint in zones without the load balancer": [
    {
      endpoint: ({ home }) => ({
        subnetIds: [
          new aws.ec2.Subnet("far", { vpcId: home.vpc.id, cidrBlock: "10.40.9.0/24", availabilityZone: "us-east-1d" })
            .id,
        ],
      }),
    },
    "refuted at target group",
    /the addresses of VPC endpoint payments are in us-east-1d, but load balancer front is enabled only in us-east-1b, us-east-1c/,
  ],
  "an endpoint in one of the zones of an ALB": [
    {
      endpoint: ({ home }) => ({ subnetIds: home.subnetIds.slice(0, 1) }),
      targets: (one) => [one.subnetConfigurations.apply(([first]) => first?.ipv4 ?? "10.40.1.99")],
    },
    ...upToHere,
  ],
  "targets by instance": [
    { targetGroup: { targetType: "instance" } },
    "refuted at target group",
    /target group payments has target type instance, and payments-\d registers an address of VPC endpoint payments/,
  ],
  "a gateway endpoint": [
    { endpoint: () => ({ vpcEndpointType: "Gateway" }), targets: ({ id }) => [id.apply(() => "10.40.1.99")] },
    "refuted at endpoint",
    /VPC endpoint payments is of type Gateway, which has no address that a load balancer can call/,
  ],
};

describe("addresses of VPC endpoints as targets", () => {
  for (const [title, [setup, path, text]] of Object.entries(cases)) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}, ${pass}`, async () => {
        const { paths, texts, mandatory } = await verdictsOf(pass, toEndpoint(setup));
        assert.deepEqual(paths, { "http $default": path });
        assert.ok(
          texts.some((one) => text.test(one)),
          texts.join("\n"),
        );
        const rule = path === "undetermined" ? [] : ["every-route-reaches-its-service"];
        assert.deepEqual(
          mandatory.map((finding) => finding.split(" ")[0]),
          rule,
        );
      });
    }
  }

  it("a DNS name is no address: only an apply pass shows it", async () => {
    const named = toEndpoint({ targets: ({ id }) => [pulumi.interpolate`${id}.vpce.amazonaws.com`] });
    assert.deepEqual((await verdictsOf("preview", named)).paths, { "http $default": "undetermined" });
    const { paths, texts } = await verdictsOf("apply", named);
    assert.deepEqual(paths, { "http $default": "refuted at target group" });
    const wrong =
      /payments-0 registers vpce-\w+\.vpce\.amazonaws\.com of VPC endpoint payments, which is no IP address/;
    assert.ok(
      texts.some((text) => wrong.test(text)),
      texts.join("\n"),
    );
  });
});
