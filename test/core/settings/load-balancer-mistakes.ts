import type { Mistake } from "./fixtures";
import { oneVpc, orders, albArn, existing, behind } from "./fixtures";
import { article, service } from "../../support/scenario";

/** What can be wrong with balancers, groups, images and secrets. */
export const balancerMistakes: Mistake[] = [
  [
    "Cloud Map with a REST API",
    article({
      option: 5,
      services: [service("orders", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } })],
    }),
    /cloudMap works with HTTP APIs only, and option 5/,
  ],
  [
    "Cloud Map without a check in the container",
    orders({ balancer: "cloudMap" }),
    /^services\[0\]\.healthCheck\.command \(orders\): is missing/,
  ],
  [
    "a group across VPCs",
    article({ services: [service("orders", "sales", { group: "web" }), service("stock", "supply", { group: "web" })] }),
    /web stands in sales with orders, this service in supply/,
  ],
  [
    "a group of different balancers",
    article({
      services: [
        service("orders", "sales", { group: "web" }),
        service("customers", "sales", { group: "web", balancer: "nlb" }),
      ],
    }),
    /differs from orders, with which it shares the balancer of group web/,
  ],
  ["a group named like a service", orders({ group: "stock" }), /stock is the name of a service too/],
  [
    "a public image without NAT",
    oneVpc({ nat: "none" }),
    /without NAT a task reaches only private ECR repositories in us-east-1/,
  ],
  [
    "a secret of another Region",
    orders({ secrets: { KEY: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" } }),
    /secrets\.KEY \(orders\): lies in eu-west-1/,
  ],
  [
    "a secret that is no ARN",
    orders({ secrets: { KEY: "s3cret" } }),
    /got "s3cret"; allowed: an ARN of secretsmanager/,
  ],
  [
    "a variable both plain and secret",
    orders({ environment: { KEY: "1" }, secrets: { KEY: "arn:aws:ssm:us-east-1:111122223333:parameter/a" } }),
    /stands in environment too/,
  ],
  [
    "an existing balancer in a new VPC",
    behind({}, {}, "sales"),
    /stands in VPC sales, which the stack is only about to make/,
  ],
  [
    "an HTTPS listener",
    behind({ protocol: "HTTPS" }),
    /got HTTPS; TLS between API Gateway and a balancer is not built yet/,
  ],
  ["a TCP listener of an ALB", behind({ protocol: "TCP" }), /got TCP; allowed for this kind of balancer: HTTP/],
  [
    "a listener of another balancer",
    behind({ listenerArn: existing.listenerArn.replace("billing", "other") }),
    /belongs to another balancer/,
  ],
  ["an ALB without its group", behind({ securityGroupId: undefined }), /securityGroupId \(billing\): is missing/],
  ["a port that REST integrations refuse", behind({ port: 81 }), /got 81; allowed: 80, 443 and 1024-65535/],
  ["an image behind an existing balancer", behind({}, { image: "nginx" }), /image \(billing\): has no effect/],
  [
    "a balancer of another Region",
    behind({ arn: albArn.replace("us-east-1", "us-east-2") }),
    /lies in another Region than the stack/,
  ],
];
