import { z } from "zod";
import { cidrFault } from "../cidr";
import { fits } from "./aws-members";

/** Services that tag the resources of the program, each with a rule of its own for keys and values. */
const tagKeys = ["iam Tag.Key", "elbv2 Tag.Key", "ecs Tag.key", "logs Tags.key", "servicediscovery Tag.Key"] as const;
const tagValues = [
  "iam Tag.Value",
  "elbv2 Tag.Value",
  "ecs Tag.value",
  "logs Tags.value",
  "servicediscovery Tag.Value",
] as const;

const tagCharacters = "letters, digits, spaces and _ . : / = + - @";

/** Tags that `awsx.ec2.Vpc` puts on subnets beside those of the provider: Name and SubnetType. */
const ownTags = 2;
const maxTags = 50 - ownTags;

function tagFault(key: string, value: string): string | undefined {
  if (/^aws:/i.test(key)) return "AWS reserves keys that begin with aws:";
  if (!tagKeys.every((member) => fits(member, key))) return `allowed keys: 1 to 128 characters, ${tagCharacters}`;
  if (!tagValues.every((member) => fits(member, value)))
    return `got ${JSON.stringify(value)}; allowed values: up to 256 characters, ${tagCharacters}`;
  return undefined;
}

/**
 * Tags that every service of the program accepts. IAM does not distinguish capitals in keys.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export const tags = z
  .record(z.string(), z.unknown())
  .superRefine((given, context) => {
    const seen = new Map<string, string>();
    for (const [key, value] of Object.entries(given)) {
      const first = seen.get(key.toLowerCase());
      seen.set(key.toLowerCase(), key);
      // A schema of the values would report nothing about the keys as long as one value is wrong.
      if (typeof value !== "string") {
        context.addIssue({ code: "invalid_type", expected: "string", input: value, path: [key] });
        continue;
      }
      const message =
        first === undefined ? tagFault(key, value) : `differs from ${first} only in capitals, which IAM does not allow`;
      if (message !== undefined) context.addIssue({ code: "custom", message, path: [key], params: { of: "key" } });
    }
    if (Object.keys(given).length > maxTags) {
      const message = `${Object.keys(given).length} tags; allowed: ${maxTags}, because a resource has at most 50 and subnets have two of their own`;
      context.addIssue({ code: "custom", message, params: { of: "key" } });
    }
  })
  .transform((given) => given as Readonly<Record<string, string>>);

/** An IPv4 block of a VPC or subnet. Its pattern is for editors; the validation says more. */
export const cidr = z
  .string()
  .superRefine((text, context) => {
    const fault = cidrFault(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault, input: text });
  })
  .meta({ pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/(1[6-9]|2[0-8])$", examples: ["10.1.0.0/16"] });

/** The id of an Availability Zone. */
export const zoneId = z
  .string()
  .regex(
    /^[a-z]+(-[a-z]+)?\d-az\d+$/,
    "allowed: a zone id such as use1-az1, not a zone name such as us-east-1a; aws ec2 describe-availability-zones lists both",
  )
  .meta({ examples: ["use1-az1"] });

/**
 * Id of an EC2 resource: 8 or, since 2016, 17 hexadecimal digits.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export const resourceId = (prefix: "vpc" | "subnet" | "sg") =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
      `allowed: an id such as ${prefix}-0a1b2c3d4e5f60718, with 8 or 17 hexadecimal digits`,
    );

/** An ARN with Region and account. */
export const arn = (service: string, rest: string, form: string) =>
  z
    .string()
    .regex(
      new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${rest}$`),
      `allowed: an ARN of ${service} with Region and account that ends in ${form}`,
    );

const label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

/** A DNS name without protocol, port and path. @param example - a name that the key may have */
export const dnsName = (example: string) =>
  z
    .string()
    .max(253)
    .regex(
      new RegExp(`^${label}(\\.${label})+$`),
      `allowed: a DNS name alone, without https://, port, path, wildcard or final dot, for example ${example}`,
    );

/** A name of the stack's own, of which resources get theirs. */
export const lowerCaseName = z
  .string()
  .regex(/^[a-z](-?[a-z0-9])*$/, "allowed: lower-case letters, digits and single hyphens, beginning with a letter");

const pathComponent = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
const registry = `(${label}(\\.${label})+(:\\d+)?|[A-Za-z0-9-]+:\\d+|localhost)/`;
const imageReference = new RegExp(
  `^(${registry})?${pathComponent}(/${pathComponent})*(:\\w[\\w.-]{0,127})?(@sha256:[A-Fa-f0-9]{64})?$`,
);

/**
 * A reference to a container image. Source: https://github.com/distribution/reference/blob/main/reference.go; ECS allows
 * no other digest than sha256.
 */
export const image = z
  .string()
  .regex(
    imageReference,
    "allowed: [registry/]name[:tag][@sha256:digest], where the name has lower-case letters, digits and single . _ - between them",
  )
  .refine(
    (text) => !imageReference.test(text) || fits("ecs ContainerDefinition.image", text),
    "allowed: at most 255 characters before the digest",
  )
  .meta({ examples: ["public.ecr.aws/nginx/nginx:1.29"] });

/** A path that a load balancer requests, with a query if need be. https://datatracker.ietf.org/doc/html/rfc3986 */
export const requestPath = z
  .string()
  .max(1024)
  .regex(
    /^\/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/,
    "allowed: a path that begins with /, with the characters of a URL; others as %20",
  );

/**
 * Names of environment variables. ECS takes any name, but a container does not start with `=`, blanks or control
 * characters in one.
 */
export const variableName = (text: string): boolean => /^[!-<>-~]+$/.test(text);

/** What a name of an environment variable may be, for messages. */
export const variableNameAllowed = "allowed names: letters, digits and punctuation except =, without blanks";

/**
 * A health check command of ECS. CMD-SHELL passes one string to the shell, and Docker ignores the others.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export const healthCommand = z
  .array(z.string().min(1))
  .refine(
    ([first, ...rest]) =>
      first !== undefined &&
      fits("ecs HealthCheck.command[0]", first) &&
      (first === "CMD" ? rest.length > 0 : rest.length === 1),
    "allowed: [CMD-SHELL, one command line], or [CMD, program, arguments]",
  );
