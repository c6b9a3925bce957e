import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, network, restApi } from "../../fixtures/field/base";
import { program as admissionByBlock } from "../../fixtures/field/34-admission-by-block";
import { verdictsOf } from "../../support/verdicts";

/** A REST API with a V2 link: AWS's sources disagree on the path that it sends. */
const restWithV2Link = () => {
  restApi("rest", albService("shop", network("home", 40)), { integration: { uri: "http://app.internal/{proxy}" } });
};

/** An ALB outside the stack behind an NLB: the stack has only rules of its security group, one of them open. */
const existingAlb = () => {
  const net = network("home", 40);
  const nlbGroup = new aws.ec2.SecurityGroup("nlb", { vpcId: net.vpc.id });
  const nlb = new aws.lb.LoadBalancer("nlb", {
    internal: true,
    loadBalancerType: "network",
    subnets: net.subnetIds,
    securityGroups: [nlbGroup.id],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
  });
  new aws.apigateway.VpcLink("link", { targetArn: nlb.arn });
  const http = { securityGroupId: "sg-0c1b2c3d4e5f60718", ipProtocol: "tcp", fromPort: 80, toPort: 80 };
  new aws.vpc.SecurityGroupIngressRule("from-nlb", { ...http, referencedSecurityGroupId: nlbGroup.id });
  new aws.vpc.SecurityGroupIngressRule("from-anywhere", { ...http, cidrIpv4: "0.0.0.0/0" });
};

describe("assumptions and what a stack does not show", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`an assumption of a proved path is an undetermined finding, ${pass}`, async () => {
      const { mandatory, paths, undetermined, assumed, texts } = await verdictsOf(pass, restWithV2Link);
      assert.deepEqual([mandatory, paths], [[], { "rest ANY /{proxy+}": "proved" }]);
      assert.deepEqual(undetermined, []);
      assert.equal(assumed.length, 1);
      assert.ok(texts.some((text) => text.startsWith("assumed for 1 route: ")));
    });

    it(`a path without assumptions has no undetermined finding, ${pass}`, async () => {
      const { undetermined, assumed } = await verdictsOf(pass, admissionByBlock);
      assert.deepEqual([undetermined, assumed], [[], []]);
    });

    it(`a group outside the stack that admits an NLB of the request path may not be open, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(pass, existingAlb);
      assert.deepEqual(mandatory, ["no-ingress-from-anywhere from-anywhere"]);
    });
  }
});
