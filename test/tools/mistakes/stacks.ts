import type { Mistake } from "./fresh";
import { changed, orders, top, zones } from "./fresh";

/** Mistakes between keys, in networks, in placements and in quotas. */
export const stackMistakes: readonly Mistake[] = [
  [
    "a misspelled VPC",
    changed("vpc: core\n      image: nginx:1.29\n      c", "vpc: cor\n      image: nginx:1.29\n      c"),
    '10: services[0].vpc (orders): got "cor"; allowed: core',
    'did you mean "core"? Name one of these VPCs, or add this one to vpcs',
  ],
  [
    "names of zones in place of ids",
    zones("[us-east-1a, use1-az2]"),
    '7: vpcs[0].zones[0] (core): got "us-east-1a"; allowed: a zone id such as use1-az1, not a zone name such as us-east-1a; aws ec2 describe-availability-zones lists both',
    "set a value in this form",
  ],
  [
    "zones of another Region",
    zones("[euw1-az1, euw1-az2]"),
    "7: vpcs[0].zones (core): got euw1-az1, euw1-az2; zones of eu-west-1, not of us-east-1; allowed: ids that begin with use1-az",
    "use zone ids of us-east-1, for example use1-az1, use1-az2: aws ec2 describe-availability-zones --region us-east-1, or set aws:region to eu-west-1",
  ],
  [
    "one zone",
    zones("[use1-az1]"),
    '7: vpcs[0].zones (core): got ["use1-az1"]; allowed: at least 2 entries',
    "add an entry",
  ],
  [
    "a block that no VPC can have",
    changed("10.20.0.0", "127.0.0.0"),
    '6: vpcs[0].cidr (core): got "127.0.0.0/16"; in 127.0.0.0/8, which no VPC can use; allowed: a block of 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, or a public block of your own',
    "set a value in this form",
  ],
  [
    "a VPC too small for what is in it, once for both zones",
    changed("10.20.0.0/16", "10.20.0.0/25"),
    "6: vpcs[0].cidr (core): private subnet 10.20.0.16/28 in use1-az1 is too small: the plan needs 21 IP addresses (2 ALBs x 8, 0 NLBs, 1 VPC links, 0 endpoints, 8 tasks in 2 zones), 11 are free; the same in use1-az2",
    "use a block of /24 or larger, or use fewer load balancers (group, option 3), or lower desiredCount or autoscaling.maxCount, or spread the services over more VPCs",
  ],
  [
    "a public image without NAT",
    changed("      zones:", "      nat: none\n      zones:").replace(/ {4}- name: stock[^]*/, ""),
    '12: services[0].image (orders): got "nginx:1.29"; in a VPC without NAT, tasks can only pull from private ECR repositories in us-east-1, because public registries have no VPC endpoint',
    "push the image to <account>.dkr.ecr.us-east-1.amazonaws.com, or set nat: single on the VPC",
  ],
  [
    "memory that Fargate does not offer for the CPU",
    orders("memoryMiB: 4096"),
    "13: services[0].memoryMiB (orders): got 4096; allowed with cpu 256: 512, 1024, 2048",
    "choose one of these values, or change cpu",
  ],
  [
    "a path with a character that REST APIs refuse",
    orders("path: /v1/~user"),
    "13: services[0].path (orders): got /v1/~user; a REST API, which option 5 creates, refuses ~user; allowed in each segment: letters, digits and . _ -",
    "replace the other characters, or use option 1, which creates an HTTP API",
  ],
  [
    "the path of another service",
    orders("path: /stock"),
    "14: services[1].path (stock): got /stock; orders already uses this path",
    "give each service its own path; a deeper path such as /a/b next to /a is allowed",
  ],
  [
    "the name of another service",
    changed("name: stock", "name: orders"),
    "13: services[1].name (orders): two services are named orders",
    "give each service its own name",
  ],
  [
    "one listener port for two services",
    orders("pins: { port: 20001 }").replace("option: 5", "option: 3").replace(/$/, "      pins: { port: 20001 }\n"),
    "17: services[1].pins.port (stock): orders and stock are both pinned to listener port 20001 on core-nlb-1",
    "add pins: { port: 20002 } to stock",
  ],
  [
    "one priority for two services, and nothing about what would follow",
    orders("group: web\n      pins: { priority: 20 }").replace(
      /$/,
      "      group: web\n      path: /orders/stock\n      pins: { priority: 20 }\n",
    ),
    "20: services[1].pins.priority (stock): orders and stock are both pinned to rule priority 20 on web-alb",
    "add pins: { priority: 19 } to stock",
  ],
  [
    "a quota of the account that the second load balancer exceeds",
    top("quotas: { elb.albsPerRegion: { value: 1, reason: all others are taken } }"),
    '13: services[1] (stock): quota elb.albsPerRegion (account): "Application Load Balancers per Region" is 1, the plan needs 2: orders-alb, stock-alb',
    'request an increase (elasticloadbalancing/L-53DA6B97), then record it: quotas: { "elb.albsPerRegion": { value: <more than 1>, reason: ... } }; or let services share load balancers (group), or use another option; source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  ],
  [
    "an option that needs another name of the stage",
    top("stage: $default"),
    "16: stage: $default works with HTTP APIs only, and option 5 creates a REST API",
    "name the stage, for example live",
  ],
];

/** What a message advises, and the stack file after it. */
export const followed: readonly (readonly [advice: string, stackFile: string])[] = [
  ["use a block of /24 or larger", changed("10.20.0.0/16", "10.20.0.0/24")],
  ["set nat: single on the VPC", changed("      zones:", "      nat: single\n      zones:")],
  ["choose one of these values", orders("memoryMiB: 1024")],
  ["use option 1, which creates an HTTP API", orders("path: /v1/~user").replace("option: 5", "option: 1")],
  [
    "add pins: { port: 20002 } to stock",
    orders("pins: { port: 20001 }").replace("option: 5", "option: 3").replace(/$/, "      pins: { port: 20002 }\n"),
  ],
  [
    "add pins: { priority: 19 } to stock",
    orders("group: web\n      pins: { priority: 20 }").replace(
      /$/,
      "      group: web\n      path: /orders/stock\n      pins: { priority: 19 }\n",
    ),
  ],
  ["record it: quotas", top("quotas: { elb.albsPerRegion: { value: 2, reason: all others are taken } }")],
  [
    "let services share load balancers (group)",
    top("quotas: { elb.albsPerRegion: { value: 1, reason: all others are taken } }").replaceAll(
      "      image:",
      "      group: web\n      image:",
    ),
  ],
  ["name the stage, for example live", top("stage: live")],
];
