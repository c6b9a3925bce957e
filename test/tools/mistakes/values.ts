import type { Mistake } from "./fresh";
import { changed, fresh, orders, top } from "./fresh";

const secret = "is a secret, which would be stored as plain text in the state of several resources";
const toStore = "store the secret in Secrets Manager or Parameter Store and set its ARN in services[].secrets";

/** Mistakes in keys and values. */
export const valueMistakes: readonly Mistake[] = [
  [
    "a misspelled key of a service",
    changed("containerPort", "contanerPort"),
    '12: services[0] (orders): unknown key "contanerPort"',
    'did you mean "containerPort"? docs/configuration.md of private-integrations lists all keys',
  ],
  [
    "a misspelled key of the stack, and what only it would have",
    changed("  services:", "  service:"),
    '8: configuration: unknown key "service"',
    'did you mean "services"? docs/configuration.md of private-integrations lists all keys',
  ],
  [
    "a name of a VPC that is longer than that of a service may be",
    fresh.replaceAll("core", "core-of-the-whole-company"),
    '5: vpcs[0].name (core-of-the-whole-company): got "core-of-the-whole-company"; allowed: at most 15 characters',
    "shorten it",
  ],
  [
    "lists beside config",
    fresh.replace(/^ {2}(?=vpcs:| {2})/gm, "").replace("  services:", "services:"),
    "4: vpcs: is beside config, where nothing reads it",
    "move it below config, with the indentation of the keys there",
    "8: services: is beside config, where nothing reads it",
    "move it below config, with the indentation of the keys there",
  ],
  [
    "a key beside config that config has too",
    `${fresh}option: 2\n`,
    "16: option: is beside config, where nothing reads it",
    "remove it; option below config is the key that counts",
  ],
  [
    "a misspelled config, and what only it would have",
    changed("config:", "confg:"),
    "1: confg: unknown key, so nothing reads it",
    "rename it to config",
  ],
  [
    "the Region without its namespace",
    changed("aws:region", "region"),
    '2: configuration: unknown key "region"',
    "rename it to aws:region, a key of the AWS provider",
  ],
  [
    "a misspelled Region",
    changed("us-east-1", "us-esat-1"),
    '2: aws:region: got "us-esat-1"; allowed: the name of an AWS Region',
    'did you mean "us-east-1"? For example: pulumi config set aws:region us-east-1',
  ],
  [
    "an option that does not exist",
    changed("option: 5", "option: 7"),
    "3: option: got 7; allowed: 1, 2, 3, 4, 5",
    "set one of these values",
  ],
  [
    "a key in both spellings",
    top("private-integrations:option: 3"),
    "16: option: is set twice, as option in line 3 and as private-integrations:option in line 16; the Pulumi CLI reads one of them at random",
    "remove one of the two lines",
  ],
  [
    "a quoted port",
    changed("Port: 80", 'Port: "80"'),
    '12: services[0].containerPort (orders): got "80"; allowed: a value of type number from 1 to 65535',
    "write it without quotes: 80",
  ],
  [
    "yes in place of true",
    orders("stripPrefix: yes"),
    '13: services[0].stripPrefix (orders): got "yes"; allowed: a value of type boolean',
    "write true",
  ],
  [
    "a number as an environment variable",
    orders("environment: { WORKERS: 5 }"),
    "13: services[0].environment.WORKERS (orders): got 5; allowed: a value of type string",
    'write it in quotes: "5"',
  ],
  [
    "a name of an environment variable with a blank",
    orders('environment: { "MY VAR=": x }'),
    '13: services[0].environment["MY VAR="] (orders): got "MY VAR="; allowed names: letters, digits and punctuation except =, without blanks',
    "rename it",
  ],
  [
    "an octal number, as the CLI reads it",
    orders("cpu: 0256"),
    "13: services[0].cpu (orders): got 174; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384",
    "set one of these values",
  ],
  [
    "a date without quotes, as the CLI reads it",
    top("stage: 2024-01-31"),
    '16: stage: got "2024-01-31 00:00:00 +0000 UTC"; allowed: letters, digits, - and _, or $default with option 1',
    "set a value in this form",
  ],
  [
    "memory under another name",
    orders("memory: 1024"),
    '13: services[0] (orders): unknown key "memory"',
    'did you mean "memoryMiB"? docs/configuration.md of private-integrations lists all keys',
  ],
  [
    "services as a map",
    fresh.replace(/ {2}services:[^]*/, "  services:\n    orders: { vpc: core, image: nginx }\n"),
    '8: services: got {"orders":{"vpc":"core","image":"nginx"}}; allowed: a value of type array',
    "write a list: each entry begins with a hyphen and has at least the keys name, vpc",
  ],
  [
    "services as JSON that does not parse",
    fresh.replace(/ {2}services:[^]*/, `  services: '[{"name":"orders"'\n`),
    String.raw`8: services: got "[{\"name\":\"orders\""; allowed: a value of type array`,
    "correct its JSON, or write the list in YAML",
  ],
  [
    "no service",
    fresh.replace(/ {2}services:[^]*/, "  services: []\n"),
    "8: services: got []; allowed: at least 1 entry",
    "add an entry",
  ],
  [
    "an image with a capital",
    changed("nginx:1.29\n      c", "Nginx:1.29\n      c"),
    '11: services[0].image (orders): got "Nginx:1.29"; allowed: [registry/]name[:tag][@sha256:digest], where the name has lower-case letters, digits and single . _ - between them',
    "set a value in this form",
  ],
  [
    "a path with a segment that clients remove",
    orders("path: /v1/../search"),
    '13: services[0].path (orders): got "/v1/../search"; allowed: a path without the segments . and .., which clients remove before they send a request',
    "set a value in this form",
  ],
  [
    "a path of a health check with a blank and an accent",
    orders("healthCheck: { path: /état ok }"),
    '13: services[0].healthCheck.path (orders): got "/état ok"; allowed: a path that begins with /, with the characters of a URL; others as %20',
    "set a value in this form",
  ],
  [
    "a list under the name of another project",
    fresh.replace("  services:", "  acme:services:"),
    "8: acme:services: belongs to a different project than private-integrations, so nothing reads it",
    "rename it to private-integrations:services, or remove it",
  ],
  [
    "a retention that CloudWatch Logs does not offer",
    top("logRetentionDays: 2191"),
    "16: logRetentionDays: got 2191; allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    "set one of these values",
  ],
  [
    "a tag that AWS reserves",
    top('tags: { "aws:owner": shop }'),
    '16: tags["aws:owner"]: AWS reserves keys that begin with aws:',
    "correct or remove it",
  ],
  [
    "a misspelled quota",
    top("usedElsewhere: { vpc.vpcPerRegion: 2 }").replace("vpc.vpcPerRegion", '"vpc.vpcPerRegion"'),
    '16: usedElsewhere: unknown key "vpc.vpcPerRegion"',
    'did you mean "vpc.vpcsPerRegion"? allowed: ',
  ],
  [
    "a misspelled policy",
    top("acknowledge: [{ rule: balancer-is-internl, reason: agreed }]"),
    '16: acknowledge[0].rule: got "balancer-is-internl"; allowed: the id of a policy',
    'did you mean "balancer-is-internal"? policies/README.md of private-integrations lists the ids',
  ],
  [
    "an encrypted stage",
    top("stage: { secure: v1:abc }"),
    `16: stage: ${secret}`,
    `write the value in plain text; if it is a secret of a container, ${toStore}`,
  ],
  [
    "an encrypted environment variable, and no missing services",
    orders("environment: { KEY: { secure: v1:abc } }"),
    `13: services[0].environment.KEY (orders): ${secret}`,
    toStore,
  ],
  [
    "encrypted services",
    fresh.replace(/ {2}services:[^]*/, "  services: { secure: v1:abc }\n"),
    `8: services: ${secret}`,
    `write the value in plain text; if it is a secret of a container, ${toStore}`,
  ],
];
