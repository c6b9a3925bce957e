import type { Mistake } from "./fixtures";
import { oneVpc, orders, albArn, existing, behind } from "./fixtures";
import { article, service } from "../../support/scenario";

/** Mistakes in load balancers, service groups, images and secrets. */
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
    "Cloud Map without a container health check",
    orders({ balancer: "cloudMap" }),
    /^services\[0\]\.healthCheck\.command \(orders\): is missing/,
  ],
  [
    "a service group across VPCs",
    article({ services: [service("orders", "sales", { group: "web" }), service("stock", "supply", { group: "web" })] }),
    /group web is in VPC sales \(orders\), this service is in supply; a load balancer is in one VPC/,
  ],
  [
    "a service group with different load balancer types",
    article({
      services: [
        service("orders", "sales", { group: "web" }),
        service("customers", "sales", { group: "web", balancer: "nlb" }),
      ],
    }),
    /differs from orders, which shares the load balancer of group web/,
  ],
  ["a service group with the name of a service", orders({ group: "stock" }), /stock is also the name of a service/],
  [
    "a public image without NAT",
    oneVpc({ nat: "none" }),
    /in a VPC without NAT, tasks can only pull from private ECR repositories in us-east-1/,
  ],
  [
    "a secret in another Region",
    orders({ secrets: { KEY: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" } }),
    /secrets\.KEY \(orders\): is in eu-west-1; allowed: a secret or parameter in us-east-1/,
  ],
  [
    "a secret that is not an ARN",
    orders({ secrets: { KEY: "s3cret" } }),
    /: got a value that is not shown here; allowed: an ARN of secretsmanager/,
  ],
  [
    "a variable that is both plain and secret",
    orders({ environment: { KEY: "1" }, secrets: { KEY: "arn:aws:ssm:us-east-1:111122223333:parameter/a" } }),
    /secrets\.KEY \(orders\): KEY is also set in environment/,
  ],
  [
    "an existing load balancer in a new VPC",
    behind({}, {}, "sales"),
    /is in VPC sales, which this stack creates; an existing load balancer needs an existing VPC/,
  ],
  [
    "a listener of another load balancer",
    behind({ listenerArn: existing.listenerArn.replace("billing", "other") }),
    /belongs to a different load balancer than existing\.arn/,
  ],
  [
    "an ALB without its security group",
    behind({ securityGroupId: undefined }),
    /securityGroupId \(billing\): is missing/,
  ],
  ["a port that REST integrations refuse", behind({ port: 81 }), /got 81; allowed: 80, 443 and 1024-65535/],
  [
    "an image behind an existing load balancer",
    behind({}, { image: "nginx" }),
    /image \(billing\): has no effect on a service behind an existing load balancer/,
  ],
  [
    "a load balancer in another Region",
    behind({ arn: albArn.replace("us-east-1", "us-east-2") }),
    /is in a different Region than the stack/,
  ],
];
