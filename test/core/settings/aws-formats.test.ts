import assert from "node:assert/strict";
import { decide } from "../../../core/decide";
import { article, existingVpc, problemsOf } from "../../support/scenario";
import { albArn, behind, existing, oneVpc, orders, vpc } from "./fixtures";

const path = (text: string, option = 1) => ({ ...orders({ path: text }), option });
const tag = (key: string, value = "x") => article({ tags: { [key]: value } });
const command = (...words: string[]) => orders({ healthCheck: { command: words } });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

const pathForm = "allowed: `/` or up to 8 segments of letters, digits and ._~-";
const dots = "allowed: a path without the segments . and .., which clients remove before they send a request";
const characters = "letters, digits, spaces and _ . : / = + - @";
const imageForm =
  "allowed: [registry/]name[:tag][@sha256:digest], where the name has lower-case letters, digits and single . _ - between them";
const commandForm = "allowed: [CMD-SHELL, one command line], or [CMD, program, arguments]";
const names = "allowed names: letters, digits and punctuation except =, without blanks";
const urlForm = "allowed: a path that begins with /, with the characters of a URL; others as %20";
const privateBlocks =
  "which no VPC can use; allowed: a block of 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, or a public block of your own";
const id = (prefix: string) => `allowed: an id such as ${prefix}-0a1b2c3d4e5f60718, with 8 or 17 hexadecimal digits`;

/** A value that AWS refuses: title, configuration, and all problems of it. */
type Refused = [title: string, raw: Record<string, unknown>, problem: string];

const refused: Refused[] = [
  ["a tag key that AWS reserves", tag("aws:owner"), 'tags["aws:owner"]: AWS reserves keys that begin with aws:'],
  ["a reserved tag key in capitals", tag("AWS:owner"), 'tags["AWS:owner"]: AWS reserves keys that begin with aws:'],
  ["a tag key with !", tag("owner!#"), `tags["owner!#"]: allowed keys: 1 to 128 characters, ${characters}`],
  ["an empty tag key", tag(""), `tags[""]: allowed keys: 1 to 128 characters, ${characters}`],
  [
    "a tag key of 129 characters",
    tag("k".repeat(129)),
    `tags.${"k".repeat(129)}: allowed keys: 1 to 128 characters, ${characters}`,
  ],
  [
    "a tag value with &",
    tag("team", "R&D"),
    `tags.team: got "R&D"; allowed values: up to 256 characters, ${characters}`,
  ],
  [
    "a tag value of 257 characters",
    tag("team", "v".repeat(257)),
    `tags.team: got "${"v".repeat(257)}"; allowed values: up to 256 characters, ${characters}`,
  ],
  [
    "tags that differ in capitals",
    article({ tags: { Team: "a", team: "b" } }),
    "tags.team: differs from Team only in capitals, which IAM does not allow",
  ],
  [
    "tags that differ in capitals, the other way round",
    article({ tags: { team: "a", Team: "b" } }),
    "tags.Team: differs from team only in capitals, which IAM does not allow",
  ],
  [
    "49 tags",
    article({ tags: many(49) }),
    "tags: 49 tags; allowed: 48, because a resource has at most 50 and subnets have two of their own",
  ],
  ["a path with ..", path("/v1/../search"), `services[0].path (orders): got "/v1/../search"; ${dots}`],
  ["a path with .", path("/v1/./search"), `services[0].path (orders): got "/v1/./search"; ${dots}`],
  ["a path with a blank", path("/a b"), `services[0].path (orders): got "/a b"; ${pathForm}`],
  [
    "a path with ~ under option 2",
    path("/~orders", 2),
    "services[0].path (orders): got /~orders; a REST API, which option 2 creates, refuses ~orders; allowed in each segment: letters, digits and . _ -",
  ],
  [
    "an image with a blank",
    orders({ image: "nginx :1.29" }),
    `services[0].image (orders): got "nginx :1.29"; ${imageForm}`,
  ],
  ["an image with capitals", orders({ image: "Nginx" }), `services[0].image (orders): got "Nginx"; ${imageForm}`],
  [
    "an image with a URL",
    orders({ image: "https://x.io/a" }),
    `services[0].image (orders): got "https://x.io/a"; ${imageForm}`,
  ],
  [
    "an image with two tags",
    orders({ image: "nginx:1:2" }),
    `services[0].image (orders): got "nginx:1:2"; ${imageForm}`,
  ],
  [
    "an image with a short digest",
    orders({ image: "nginx@sha256:abc" }),
    `services[0].image (orders): got "nginx@sha256:abc"; ${imageForm}`,
  ],
  [
    "a health check command without CMD",
    command("curl -f http://localhost"),
    `services[0].healthCheck.command (orders): got ["curl -f http://localhost"]; ${commandForm}`,
  ],
  [
    "a health check command in shell form with two strings",
    command("CMD-SHELL", "curl", "-f"),
    `services[0].healthCheck.command (orders): got ["CMD-SHELL","curl","-f"]; ${commandForm}`,
  ],
  [
    "a health check path with a blank",
    orders({ healthCheck: { path: "/is up" } }),
    `services[0].healthCheck.path (orders): got "/is up"; ${urlForm}`,
  ],
  [
    "a health check path with an accent",
    orders({ healthCheck: { path: "/santé" } }),
    `services[0].healthCheck.path (orders): got "/santé"; ${urlForm}`,
  ],
  [
    "an environment name with a blank",
    orders({ environment: { "MY VAR=": "x" } }),
    `services[0].environment["MY VAR="] (orders): got "MY VAR="; ${names}`,
  ],
  [
    "an environment name with =",
    orders({ environment: { "A=B": "x" } }),
    `services[0].environment["A=B"] (orders): got "A=B"; ${names}`,
  ],
  [
    "an empty name of a secret",
    orders({ secrets: { "": "arn:aws:ssm:us-east-1:111122223333:parameter/a" } }),
    `services[0].secrets[""] (orders): got ""; ${names}`,
  ],
  ...(
    [
      ["127.0.0.0/16", "127.0.0.0/8"],
      ["0.1.0.0/16", "0.0.0.0/8"],
      ["169.254.0.0/16", "169.254.0.0/16"],
      ["224.0.0.0/16", "224.0.0.0/4"],
      ["250.0.0.0/16", "240.0.0.0/4"],
    ] as const
  ).map(([block, range]): Refused => [
    `a VPC in ${block}`,
    oneVpc({ cidr: block }),
    `vpcs[0].cidr (sales): got "${block}"; in ${range}, ${privateBlocks}`,
  ]),
  [
    "a VPC id with a letter",
    article({ vpcs: [vpc({}), vpc({ name: "supply", cidr: "10.2.0.0/16" }), withVpcId("vpc-x")] }),
    `vpcs[2].existing.id (v3): got "vpc-x"; ${id("vpc")}`,
  ],
  [
    "a security group id of 9 digits",
    behind({ securityGroupId: "sg-123456789" }),
    `services[4].existing.securityGroupId (billing): got "sg-123456789"; ${id("sg")}`,
  ],
  [
    "a listener ARN without the id of the listener",
    behind({ listenerArn: albArn.replace("loadbalancer", "listener") }),
    `services[4].existing.listenerArn (billing): got "${albArn.replace("loadbalancer", "listener")}"; allowed: an ARN of elasticloadbalancing with Region and account that ends in listener/app/<name>/<id>/<listener id> or listener/net/<name>/<id>/<listener id>`,
  ],
  [
    "the ARN of a listener rule",
    behind({ listenerArn: `${existing.listenerArn}/9683b2d02a6cabee` }),
    `services[4].existing.listenerArn (billing): got "${existing.listenerArn}/9683b2d02a6cabee"; allowed: an ARN of elasticloadbalancing with Region and account that ends in listener/app/<name>/<id>/<listener id> or listener/net/<name>/<id>/<listener id>`,
  ],
  [
    "a DNS name with https://",
    behind({ dnsName: "https://billing.elb" }),
    'services[4].existing.dnsName (billing): got "https://billing.elb"; allowed: a DNS name alone, without https://, port, path, wildcard or final dot, for example internal-a-1.us-east-1.elb.amazonaws.com',
  ],
  [
    "the DNS name of an ALB of another Region",
    behind({ dnsName: "internal-billing-1.eu-west-1.elb.amazonaws.com" }),
    "services[4].existing.dnsName (billing): got internal-billing-1.eu-west-1.elb.amazonaws.com; a name in Region eu-west-1, and existing.arn has us-east-1",
  ],
  [
    "a retention that CloudWatch Logs does not offer",
    article({ logRetentionDays: 100 }),
    "logRetentionDays: got 100; allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ],
];

/** An existing VPC with another id. */
function withVpcId(vpcId: string) {
  const entry = existingVpc(3);
  return { ...entry, existing: { ...(entry["existing"] as object), id: vpcId } };
}

const accepted: [title: string, raw: Record<string, unknown>][] = [
  ["tags with spaces, accents and an empty value", article({ tags: { "Cost Center": "São Paulo / 7", empty: "" } })],
  ["48 tags", article({ tags: many(48) })],
  ["a tag key of 128 characters", tag("k".repeat(128))],
  ["a path with ~ under option 1", path("/~orders")],
  ["a path with dots in a segment under option 2", path("/v1.2/a...b", 2)],
  ["an image by digest", orders({ image: `ghcr.io/a/b__c/d-e.f:v1@sha256:${"a".repeat(64)}` })],
  ["an image of a registry with a port", orders({ image: "localhost:5000/nginx" })],
  ["a health check command of a program", command("CMD", "true")],
  ["a health check path with a query", orders({ healthCheck: { path: "/is%20up?deep=1" } })],
  ["environment names with dots and hyphens", orders({ environment: { "spring.datasource.url": "x", "a-b": "y" } })],
  ["a VPC in shared address space", oneVpc({ cidr: "100.64.0.0/16" })],
  ["a VPC in a public block", oneVpc({ cidr: "52.95.0.0/16" })],
  ["a VPC in 172.17.0.0/16, which AWS advises against", oneVpc({ cidr: "172.17.0.0/16" })],
  [
    "a secret with a JSON key",
    orders({ secrets: { A: "arn:aws:secretsmanager:us-east-1:111122223333:secret:a/b-AbCdEf:user::" } }),
  ],
  ...[1096, 2192, 2557, 2922, 3288].map((days): [string, Record<string, unknown>] => [
    `a retention of ${days} days`,
    article({ logRetentionDays: days }),
  ]),
];

describe("formats of AWS", () => {
  for (const [title, raw, problem] of refused)
    it(`refuses ${title}, with one problem`, () => {
      assert.deepEqual(problemsOf(raw), [problem]);
    });

  for (const [title, raw] of accepted)
    it(`accepts ${title}`, () => {
      assert.deepEqual(problemsOf(raw), []);
    });

  it("the way out of a path that REST refuses works", () => {
    const decision = decide(path("/~orders", 2), "us-east-1");
    assert.ok("problems" in decision);
    assert.equal(decision.problems[0]?.fix, "replace the other characters, or use option 1, which creates an HTTP API");
    assert.deepEqual(problemsOf(path("/~orders", 1)), []);
  });
});
