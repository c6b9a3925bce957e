import * as aws from "@pulumi/aws";
import { albService, allow, httpApi, network, restApi } from "../../../fixtures/field/base";
import type { Front, Net } from "../../../fixtures/field/base";

type Program = () => unknown;

export const serverName = "orders.internal.example.com";
const importedArn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

/** A certificate of ACM, the record that validates it, and the validation. */
export function issued(name: string, domainName: string, record: Partial<aws.route53.RecordArgs> = {}) {
  const certificate = new aws.acm.Certificate(name, { domainName, validationMethod: "DNS" });
  const option = certificate.domainValidationOptions.apply(([first]) => first);
  const validating = new aws.route53.Record(name, {
    zoneId: "Z0HOSTEDZONE",
    name: option.apply((one) => one?.resourceRecordName ?? ""),
    type: option.apply((one) => one?.resourceRecordType ?? ""),
    records: [option.apply((one) => one?.resourceRecordValue ?? "")],
    ttl: 60,
    allowOverwrite: true,
    ...record,
  });
  const validation = new aws.acm.CertificateValidation(name, {
    certificateArn: certificate.arn,
    validationRecordFqdns: [validating.fqdn],
  });
  return { certificate, validation };
}

/** A certificate of a private authority, which needs no validation. */
export const ofPrivateAuthority = (name: string, domainName: string) =>
  new aws.acm.Certificate(name, {
    domainName,
    certificateAuthorityArn: "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/11111111-2222-3333",
  });

interface Secured {
  /** Name of the certificate of the stack; `outside` for a certificate that is not in the stack. */
  readonly certificate?: string;
  /** Whether a private authority issues it. */
  readonly issuer?: "private";
  /** Further certificate of the listener. */
  readonly further?: string;
  readonly listener?: Partial<aws.lb.ListenerArgs>;
}

/** A service behind an ALB whose listener ends TLS. */
export function secured(
  { certificate = serverName, issuer, further, listener }: Secured = {},
  net: Net = network("home", 40),
): Front {
  const validated = () => issued("shop", certificate).validation.certificateArn;
  const own = () => (issuer === "private" ? ofPrivateAuthority("shop", certificate).arn : validated());
  const certificateArn = certificate === "outside" ? importedArn : own();
  const front = albService("shop", net, {
    listener: {
      protocol: "HTTPS",
      certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      ...listener,
    },
  });
  if (further !== undefined)
    new aws.lb.ListenerCertificate("further", {
      listenerArn: front.listener.arn,
      certificateArn: issued("further", further).validation.certificateArn,
    });
  return front;
}

/** An HTTP API that verifies a name; none if it is undefined. */
export const verifying =
  (serverNameToVerify: string | undefined, front: () => Pick<Front, "link" | "listener">): Program =>
  () =>
    httpApi("http", front(), {
      integration: serverNameToVerify === undefined ? {} : { tlsConfig: { serverNameToVerify } },
    });

/** A REST API whose uri has the scheme and host. */
export const calling =
  (origin: string, front: () => Pick<Front, "link" | "alb">, tlsConfig?: aws.apigateway.IntegrationArgs["tlsConfig"]) =>
  () =>
    restApi("rest", front(), {
      api: { securityPolicy: "TLS_1_2" },
      integration: { uri: `${origin}:80/{proxy}`, ...(tlsConfig === undefined ? {} : { tlsConfig }) },
    });

/** A V2 link to an NLB whose listener forwards to the tasks of a service, or to the ALB of a service. */
export function behindNlb(setup: {
  readonly protocol: "TCP" | "TLS";
  readonly to: "tasks" | "alb";
  readonly alb?: "HTTP" | "HTTPS";
  readonly name?: string;
  /** Protocol of the target group; TCP by default. */
  readonly group?: "TLS";
}): Front {
  const isAlb = setup.to === "alb";
  const net = network("home", 40);
  const base = isAlb && setup.alb === "HTTPS" ? secured({}, net) : albService("shop", net);
  const certificateArn =
    setup.protocol === "TLS" ? issued("nlb", setup.name ?? serverName).validation.certificateArn : undefined;
  const subnets = net.subnetIds;
  if (!isAlb) allow("nlb-task", base.linkSg, base.taskSg, 8080);
  const nlb = new aws.lb.LoadBalancer("nlb", {
    internal: true,
    loadBalancerType: "network",
    subnets,
    securityGroups: [base.linkSg.id],
  });
  allow("link-nlb", base.linkSg, base.linkSg, 80);
  const group = new aws.lb.TargetGroup("nlb", {
    port: isAlb ? 80 : 8080,
    protocol: setup.group ?? "TCP",
    targetType: isAlb ? "alb" : "ip",
    vpcId: net.vpc.id,
    ...(isAlb ? { healthCheck: { protocol: setup.alb ?? "HTTP", matcher: "200-499" } } : {}),
  });
  const listener = new aws.lb.Listener("nlb", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: setup.protocol,
    ...(certificateArn === undefined
      ? {}
      : { certificateArn, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }),
    defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
  });
  if (isAlb)
    new aws.lb.TargetGroupAttachment(
      "nlb",
      { targetGroupArn: group.arn, targetId: base.alb.arn, port: 80 },
      { dependsOn: [base.listener] },
    );
  else
    new aws.ecs.Service(
      "nlb",
      {
        cluster: base.cluster.arn,
        launchType: "FARGATE",
        taskDefinition: base.task.arn,
        desiredCount: 2,
        waitForSteadyState: true,
        networkConfiguration: { subnets, securityGroups: [base.taskSg.id], assignPublicIp: false },
        loadBalancers: [{ targetGroupArn: group.arn, containerName: "app", containerPort: 8080 }],
      },
      { dependsOn: [listener] },
    );
  return { ...base, alb: nlb, listener };
}
