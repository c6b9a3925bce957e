import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../../fixtures/field/base";
import type { Cases } from "./cases";
import { behindNlb, calling, issued, secured, serverName, verifying } from "./certified";

const plain = () => albService("shop", network("home", 40));
const atListener = { path: "refuted at listener" } as const;

/** A listener that uses a certificate before ACM has issued it. */
const early = (wait: "none" | "validation" | "another") => () => {
  const certificate = new aws.acm.Certificate("early", { domainName: serverName, validationMethod: "DNS" });
  const awaited =
    wait === "none"
      ? []
      : [
          wait === "another"
            ? issued("another", "another.example.com").validation
            : new aws.acm.CertificateValidation("early", { certificateArn: certificate.arn }),
        ];
  const front = plain();
  const listener = new aws.lb.Listener(
    "secure",
    {
      loadBalancerArn: front.alb.arn,
      port: 443,
      protocol: "HTTPS",
      certificateArn: certificate.arn,
      defaultActions: [{ type: "forward", targetGroupArn: front.targetGroup.arn }],
    },
    { dependsOn: awaited },
  );
  httpApi("http", front);
  return { listener };
};

/** Faults of TLS between API Gateway and the container. */
export const tls: readonly Cases[] = [
  {
    rule: "tls-listener-has-server-name",
    reported: {
      "no server name for an HTTPS listener": {
        program: verifying(undefined, secured),
        on: "http",
        ...listens("shop"),
      },
      "a server name for an HTTP listener": { program: verifying(serverName, plain), on: "http", ...listens("shop") },
      "http to an HTTPS listener": {
        program: calling(`http://${serverName}`, secured),
        on: "rest",
        ...listens("shop"),
      },
      "https to an HTTP listener": { program: calling(`https://${serverName}`, plain), on: "rest", ...listens("shop") },
      "no server name for an ALB that ends TLS behind an NLB": {
        program: verifying(undefined, () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" })),
        on: "http",
        ...listens("nlb"),
      },
      "a server name for an ALB without TLS behind an NLB": {
        program: verifying(serverName, () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTP" })),
        on: "http",
        ...listens("nlb"),
      },
    },
    sound: {
      "a server name for an HTTPS listener": verifying(serverName, secured),
      "https to an HTTPS listener": calling(`https://${serverName}`, secured),
      "TLS that an NLB passes through to the tasks": verifying(serverName, () =>
        behindNlb({ protocol: "TCP", to: "tasks" }),
      ),
      "plain HTTP through an NLB": verifying(undefined, () => behindNlb({ protocol: "TCP", to: "tasks" })),
      "TLS that an NLB passes through to an ALB": verifying(serverName, () =>
        behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" }),
      ),
      "a TLS listener of an NLB": verifying(serverName, () => behindNlb({ protocol: "TLS", to: "tasks" })),
    },
  },
  {
    rule: "server-name-on-certificate",
    reported: {
      "another name": { program: verifying("shop.example.com", secured), on: "http", ...listens("shop") },
      "a name two labels below a wildcard": {
        program: verifying("a.b.example.com", () => secured({ certificate: "*.example.com" })),
        on: "http",
        ...listens("shop"),
      },
      "the apex of a wildcard": {
        program: verifying("example.com", () => secured({ certificate: "*.example.com" })),
        on: "http",
        ...listens("shop"),
      },
      "another host in the uri": {
        program: calling("https://shop.example.com", secured),
        on: "rest",
        ...listens("shop"),
      },
      "another name than that of an NLB's listener": {
        program: verifying(serverName, () => behindNlb({ protocol: "TLS", to: "tasks", name: "nlb.example.com" })),
        on: "http",
        ...listens("nlb"),
      },
      "another name than that of an ALB behind an NLB": {
        program: verifying("shop.example.com", () => behindNlb({ protocol: "TCP", to: "alb", alb: "HTTPS" })),
        on: "http",
        ...listens("nlb"),
      },
    },
    sound: {
      "a name below a wildcard": verifying("orders.example.com", () => secured({ certificate: "*.example.com" })),
      "the name in other letters": verifying(serverName.toUpperCase(), secured),
      "the name of a further certificate": verifying("shop.example.com", () =>
        secured({ further: "shop.example.com" }),
      ),
      "a certificate outside the stack": verifying("shop.example.com", () => secured({ certificate: "outside" })),
    },
  },
  {
    rule: "certificate-validated-before-use",
    reported: {
      "the ARN of the certificate": { program: early("none"), on: "secure", path: "proved" },
      "the validation of another certificate": { program: early("another"), on: "secure", path: "proved" },
    },
    sound: {
      "a dependency on the validation": early("validation"),
      "the ARN of the validation": verifying(serverName, secured),
      "a certificate outside the stack": verifying(serverName, () => secured({ certificate: "outside" })),
    },
  },
  {
    rule: "listener-protocol-accepted",
    reported: {
      "a TLS listener before an ALB": {
        program: verifying(serverName, () => behindNlb({ protocol: "TLS", to: "alb" })),
        on: "nlb",
        ...atListener,
      },
    },
    sound: { "a TCP listener before an ALB": verifying(undefined, () => behindNlb({ protocol: "TCP", to: "alb" })) },
  },
];

/** The path breaks at the listener, on which the trace reports. */
function listens(breaksAt: string) {
  return { ...atListener, breaksAt };
}
