import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const rule = "vpc-link-version http";
type More = Parameters<typeof httpApi>[2];

const program = (integration: NonNullable<More>["integration"]) => () => {
  httpApi("http", albService("shop", network("home", 40)), { integration: integration ?? {} });
};

/** A public load balancer beside the API, which an integration calls by its URL. */
const website = (uri: (alb: aws.lb.LoadBalancer, listener: aws.lb.Listener) => pulumi.Input<string>) => () => {
  const front = albService("shop", network("home", 40));
  httpApi("http", front);
  httpApi("public", front, {
    integration: {
      connectionType: "INTERNET",
      connectionId: undefined,
      integrationUri: uri(front.alb, front.listener),
    },
  });
};

describe("connection types of integrations of HTTP APIs", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`a listener without a connection type is reported, ${pass}`, async () => {
      const found = await verdictsOf(pass, program({ connectionType: undefined, connectionId: undefined }));
      assert.deepEqual([found.mandatory, found.paths], [[rule], {}]);
      assert.ok(
        found.texts.includes(
          "http has the ARN of a private target as integrationUri, but connectionType INTERNET. Set connectionType to VPC_LINK, and connectionId to a V2 VPC link.",
        ),
      );
    });

    it(`an ARN of a listener outside the stack is reported too, ${pass}`, async () => {
      const integrationUri =
        "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";
      const { mandatory } = await verdictsOf(pass, program({ connectionType: "INTERNET", integrationUri }));
      assert.deepEqual(mandatory, [rule]);
    });

    it(`a URL needs no VPC link, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(
        pass,
        website((alb, listener) => pulumi.interpolate`http://${alb.dnsName}:${listener.port}/`),
      );
      assert.deepEqual(mandatory, []);
    });

    it(`a URL from the DNS name of a load balancer needs no VPC link, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(
        pass,
        website((alb) => pulumi.interpolate`http://${alb.dnsName}/`),
      );
      assert.deepEqual(mandatory, []);
    });

    it(`a URL of another site needs no VPC link, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(
        pass,
        website(() => "https://example.com/"),
      );
      assert.deepEqual(mandatory, []);
    });
  }
});
