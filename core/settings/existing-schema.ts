import { z } from "zod";
import { arn, dnsName, resourceId, zoneId } from "./formats";
import { port, restPort } from "./ports";

/**
 * Name of an endpoint service of another account; those of AWS's own services have another form.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
 */
const endpointServiceName = z
  .string()
  .regex(
    /^(cn\.)?com\.amazonaws\.vpce\.[a-z]+(-[a-z]+)+-\d\.vpce-svc-([0-9a-f]{8}|[0-9a-f]{17})$/,
    "allowed: a name such as com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718",
  )
  .meta({ examples: ["com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"] });

const endpointService = z.strictObject({
  name: endpointServiceName.describe("name of the endpoint service, in the Region of the stack"),
  port: port.describe("port of the provider's listener"),
  tls: z
    .boolean()
    .default(false)
    .describe(
      "the provider's listener, or what it passes connections on to, takes TLS, with any certificate: load balancers do not verify it",
    ),
  zones: z
    .array(zoneId)
    .min(1)
    .optional()
    .describe("zone ids of the endpoint: zones of the VPC that the provider offers too; default: all zones of the VPC"),
});

const protocols = ["HTTP", "HTTPS", "TCP", "TLS"] as const;

/** Keys that an existing load balancer must have, with what is said without them. */
const missing = {
  arn: { code: "invalid_type" as const, expected: "string" as const },
  dnsName: { code: "invalid_type" as const, expected: "string" as const },
  listenerArn: { code: "invalid_type" as const, expected: "string" as const },
  port: { code: "invalid_type" as const, expected: "number" as const },
  protocol: { code: "invalid_value" as const, values: [...protocols] },
};

const given = z.strictObject({
  endpointService: endpointService
    .optional()
    .describe(
      "endpoint service of another account, in place of the keys of a load balancer: an interface endpoint connects to it (AWS PrivateLink)",
    ),
  arn: arn(
    "elasticloadbalancing",
    "loadbalancer/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+",
    "loadbalancer/app/<name>/<id> or loadbalancer/net/<name>/<id>",
  )
    .optional()
    .describe("ARN of the load balancer; required without `endpointService`, as the four keys below"),
  dnsName: dnsName("internal-a-1.us-east-1.elb.amazonaws.com").optional().describe("DNS name of the load balancer"),
  listenerArn: arn(
    "elasticloadbalancing",
    "listener/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+",
    "listener/app/<name>/<id>/<listener id> or listener/net/<name>/<id>/<listener id>",
  )
    .optional()
    .describe("ARN of the listener that forwards to the service"),
  port: restPort.optional().describe("port of the listener"),
  protocol: z.enum(protocols).optional().describe("protocol of the listener"),
  serverName: dnsName("billing.example.com")
    .optional()
    .describe("name on the listener's certificate that API Gateway verifies; required with HTTPS and TLS"),
  securityGroupId: resourceId("sg").optional().describe("security group of the load balancer; required for an ALB"),
  manageIngress: z
    .boolean()
    .optional()
    .describe("add the required ingress rules to this security group; default `true`"),
});

type Given = z.output<typeof given>;

/** An existing load balancer; the schema refuses one without the keys that are required here. */
type Balancer = Pick<Given, "serverName" | "securityGroupId"> & {
  [K in keyof typeof missing | "manageIngress"]: NonNullable<Given[K]>;
};

/** What a service that runs outside the stack is reached by. */
type Outside =
  | { readonly kind: "existing"; readonly balancer: Balancer }
  | { readonly kind: "endpoint"; readonly endpoint: z.output<typeof endpointService> };

function existingOf({ endpointService: endpoint, ...balancer }: Given): Outside {
  if (endpoint !== undefined) return { kind: "endpoint", endpoint };
  const { arn: of = "", dnsName: name = "", listenerArn = "", port: at = 0, protocol = "HTTP", ...others } = balancer;
  const required = { arn: of, dnsName: name, listenerArn, port: at, protocol };
  return { kind: "existing", balancer: { ...others, ...required, manageIngress: others.manageIngress ?? true } };
}

/** An existing load balancer, or the endpoint service of another account. */
export const existing = given
  .superRefine(({ endpointService: service, ...balancer }, context) => {
    if (service !== undefined) {
      for (const key of Object.keys(balancer)) {
        const message = "has no effect with endpointService, whose load balancers the stack creates";
        context.addIssue({ code: "custom", message, path: [key], params: { of: "key" } });
      }
      return;
    }
    for (const [key, issue] of Object.entries(missing))
      if (balancer[key as keyof typeof missing] === undefined)
        context.addIssue({ ...issue, input: undefined, path: [key] });
  })
  .transform(existingOf);
