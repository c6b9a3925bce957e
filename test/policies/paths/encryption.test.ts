import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { graphOf } from "../../../policies/graph/graph";
import type { Proof } from "../../../policies/paths/prove";
import { prove } from "../../../policies/paths/prove";
import { singleRules } from "../../../policies/rules";
import { allZones } from "../../../simulator/aws/zones";
import { resourcesOf } from "../../support/verdicts";
import { behindNlb, calling, ofPrivateAuthority, secured, serverName, verifying } from "../kinds/programs/certified";

type Pass = "preview" | "apply";

/** The proof of the only route of a program. */
async function proofOf(pass: Pass, program: () => unknown): Promise<Proof> {
  const graph = graphOf(await resourcesOf(pass, program));
  const [proof, ...others] = prove({ graph, config: { zoneIds: allZones() }, rules: singleRules });
  assert.ok(proof !== undefined && others.length === 0);
  return proof;
}

/** `broken at HOP`, or the verdict, with the hops that are undetermined. */
const verdictOf = ({ verdict, broken, open }: Proof) =>
  broken === undefined ? [verdict, ...open.map(({ hop }) => hop)].join(" ") : `broken at ${broken.hop}`;

/** Connections of a proof: `listener verified NAME CERTIFICATE`. */
const connectionsOf = ({ steps }: Proof) =>
  steps.flatMap(({ hop, connection }) =>
    connection === undefined
      ? []
      : [
          [hop, connection.encryption, connection.verifies, connection.certificate]
            .filter((part) => part !== undefined)
            .join(" "),
        ],
  );

/** A service behind an ALB with other arguments of its target group. */
const withGroup = (targetGroup: Partial<aws.lb.TargetGroupArgs>) => () =>
  httpApi("http", albService("shop", network("home", 40), { targetGroup }));

interface Case {
  readonly program: () => unknown;
  readonly verdict: string;
  readonly text?: RegExp;
}

const alb = "listener verified orders.internal.example.com shop";

const cases: Readonly<Record<string, Case>> = {
  "http to an HTTPS listener": { program: verifying(undefined, secured), verdict: "broken at listener" },
  "https to an HTTP listener": {
    program: verifying(serverName, () => albService("shop", network("home", 40))),
    verdict: "broken at listener",
  },
  "http uri to an HTTPS listener": {
    program: calling("http://orders.internal.example.com", secured),
    verdict: "broken at listener",
  },
  "https uri to an HTTP listener": {
    program: calling("https://orders.internal.example.com", () => albService("shop", network("home", 40))),
    verdict: "broken at listener",
  },
  "a name that is not on the certificate": {
    program: verifying("other.example.com", secured),
    verdict: "broken at listener",
    text: /other\.example\.com.*certificate/,
  },
  "a wildcard above another label": {
    program: verifying("a.b.example.com", () => secured({ certificate: "*.example.com" })),
    verdict: "broken at listener",
  },
  "a name that is not on the certificate of an ALB behind an NLB": {
    program: verifying("other.example.com", () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" })),
    verdict: "broken at listener",
  },
  "http through an NLB to an HTTPS listener": {
    program: verifying(undefined, () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" })),
    verdict: "broken at listener",
  },
  "https through an NLB to an HTTP listener": {
    program: verifying(serverName, () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTP" })),
    verdict: "broken at listener",
  },
  "a TLS listener before an ALB": {
    program: verifying(serverName, () => behindNlb({ protocol: "TLS", to: "alb", alb: "HTTP" })),
    verdict: "broken at listener",
    text: /forwards to target group nlb of type alb/,
  },
  "a REST API that meets a certificate of a private authority": {
    program: calling(`https://${serverName}`, () => secured({ issuer: "private" })),
    verdict: "broken at listener",
    text: /certificate shop is of a private authority/,
  },
  "an HTTP API that meets a certificate of a private authority": {
    program: verifying(serverName, () => secured({ issuer: "private" })),
    verdict: "undetermined listener",
  },
  "a public certificate beside a private one of the same name": {
    program: () => {
      const front = secured();
      new aws.lb.ListenerCertificate("private", {
        listenerArn: front.listener.arn,
        certificateArn: ofPrivateAuthority("private", serverName).arn,
      });
      calling(`https://${serverName}`, () => front)();
    },
    verdict: "broken at listener",
  },
  "a TCP listener before a TLS target group": {
    program: verifying(serverName, () => behindNlb({ protocol: "TCP", to: "tasks", group: "TLS" })),
    verdict: "broken at listener",
    text: /listener nlb uses TCP, which cannot forward to target group nlb with protocol TLS/,
  },
  "a REST API that accepts certificates of a private authority": {
    program: calling(`https://${serverName}`, () => secured({ issuer: "private" }), { insecureSkipVerification: true }),
    verdict: "proved",
  },
  "tasks that end TLS": {
    program: verifying(serverName, () => behindNlb({ protocol: "TCP", to: "tasks" })),
    verdict: "undetermined container",
  },
};

const sound: Readonly<Record<string, readonly [program: () => unknown, connections: readonly string[]]>> = {
  "no TLS": [withGroup({}), ["stage verified", "listener none", "container none"]],
  "TLS to an ALB": [verifying(serverName, secured), ["stage verified", alb, "container none"]],
  "a wildcard": [
    verifying("a.example.com", () => secured({ certificate: "*.example.com" })),
    ["stage verified", "listener verified a.example.com shop", "container none"],
  ],
  "a further certificate of the listener": [
    verifying("b.example.org", () => secured({ further: "b.example.org" })),
    ["stage verified", "listener verified b.example.org further", "container none"],
  ],
  "TLS to an NLB": [
    verifying(serverName, () => behindNlb({ protocol: "TLS", to: "tasks" })),
    ["stage verified", "listener verified orders.internal.example.com nlb", "container none"],
  ],
  "TLS through an NLB to an ALB": [
    verifying(serverName, () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" })),
    ["stage verified", "listener passed orders.internal.example.com", alb, "container none"],
  ],
  "TLS to tasks behind an NLB that ends TLS": [
    verifying(serverName, () => behindNlb({ protocol: "TLS", to: "tasks", group: "TLS" })),
    ["stage verified", "listener verified orders.internal.example.com nlb", "container unverified"],
  ],
  "TLS to tasks that an ALB does not verify": [
    withGroup({ protocol: "HTTPS", healthCheck: { protocol: "HTTPS" } }),
    ["stage verified", "listener none", "container unverified"],
  ],
};

describe("encryption on a request path", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, { program, verdict, text }] of Object.entries(cases)) {
      it(`${title} is ${verdict}, ${pass}`, async () => {
        const proof = await proofOf(pass, program);
        assert.equal(verdictOf(proof), verdict);
        if (text !== undefined) assert.match(proof.broken?.wrong ?? "", text);
      });
    }

    for (const [title, [program, connections]] of Object.entries(sound)) {
      it(`${title} is proved, with each connection, ${pass}`, async () => {
        const proof = await proofOf(pass, program);
        assert.equal(verdictOf(proof), "proved");
        assert.deepEqual(connectionsOf(proof), connections);
        assert.deepEqual(proof.assumed, []);
      });
    }
  }

  it("a certificate outside the stack is assumed to have the name", async () => {
    for (const pass of ["preview", "apply"] as const) {
      const proof = await proofOf(
        pass,
        verifying(serverName, () => secured({ certificate: "outside" })),
      );
      assert.equal(verdictOf(proof), "proved");
      assert.deepEqual(proof.assumed, [
        "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555 has the name orders.internal.example.com",
      ]);
    }
  });

  it("a name of AWS on a certificate outside the stack is undetermined", async () => {
    const host = "internal-shop-1.us-east-1.elb.amazonaws.com";
    const proof = await proofOf(
      "apply",
      verifying(host, () => secured({ certificate: "outside" })),
    );
    assert.equal(verdictOf(proof), "undetermined listener");
  });
});
