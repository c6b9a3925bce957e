import { article, everyOption, service } from "../../support/scenario";
import type { AccessMistake } from "./access-mistakes";

const topic = "arn:aws:sns:us-east-1:111122223333:pager";
const inIreland = topic.replace("us-east-1", "eu-west-1");
const inChina = topic.replace("arn:aws:", "arn:aws-cn:");
const alarms = { topic };
const links = "apigateway.vpcLinksV2";
const account = (keys: Record<string, unknown>) => article({ account: keys });
const requests = (quotaRequests: Record<string, number>) => account({ quotaRequests });
const two = (first: Record<string, unknown>, second: Record<string, unknown>) =>
  article({ services: [service("orders", "sales", first), service("stock", "supply", second)] });

const alarmMistakes: readonly AccessMistake[] = [
  {
    title: "a topic of another Region",
    raw: article({ alarms: { topic: inIreland } }),
    problem:
      "alarms.topic: is in eu-west-1; allowed: a topic in us-east-1, because AWS takes topics of the Region of the stack only => create the topic in us-east-1 and name that ARN",
    waysOut: everyOption.map((option) => article({ option, alarms })),
  },
  {
    title: "a topic of another partition",
    raw: article({ alarms: { topic: inChina } }),
    problem: "alarms.topic: has partition aws-cn; allowed in us-east-1: aws => begin the ARN with arn:aws:",
    waysOut: [article({ alarms })],
  },
  {
    title: "a topic of the quota alarms of another Region",
    raw: account({ quotaAlarms: { topic: inIreland } }),
    problem:
      "account.quotaAlarms.topic: is in eu-west-1; allowed: a topic in us-east-1, because AWS takes topics of the Region of the stack only => create the topic in us-east-1 and name that ARN",
    waysOut: [account({ quotaAlarms: { topic } })],
  },
  {
    title: "alarms without a topic",
    raw: article({ alarms: { errorPercent: 1 } }),
    problem: "alarms.topic: is missing; a value of type string is required => add the key",
    waysOut: [article({ alarms: { errorPercent: 1, topic } })],
  },
  {
    title: "a FIFO topic",
    raw: article({ alarms: { topic: `${topic}.fifo` } }),
    problem:
      "alarms.topic: is a FIFO topic; allowed: a standard topic, because AWS does not say that alarms can notify a FIFO topic, which takes no message without a group and delivers to SQS only => create a standard topic and name its ARN",
    waysOut: [article({ alarms })],
  },
  {
    title: "a FIFO topic of the quota alarms",
    raw: account({ quotaAlarms: { topic: `${topic}.fifo` } }),
    problem:
      "account.quotaAlarms.topic: is a FIFO topic; allowed: a standard topic, because AWS does not say that alarms can notify a FIFO topic, which takes no message without a group and delivers to SQS only => create a standard topic and name its ARN",
    waysOut: [account({ quotaAlarms: { topic } })],
  },
  {
    title: "what is no topic",
    raw: article({ alarms: { topic: `${topic}.sns` } }),
    problem: `alarms.topic: got "${topic}.sns"; allowed: an ARN of sns with Region and account that ends in <name of the topic> => set a value in this form`,
    waysOut: [article({ alarms })],
  },
  {
    title: "a misspelled key of alarms",
    raw: article({ alarms: { ...alarms, errorPercnt: 1 } }),
    problem:
      'alarms: unknown key "errorPercnt" => did you mean "errorPercent"? docs/configuration.md of private-integrations lists all keys',
    waysOut: [article({ alarms: { ...alarms, errorPercent: 1 } })],
  },
];

const logMistakes: readonly AccessMistake[] = [
  {
    title: "a bucket as a URL",
    raw: article({ loadBalancerLogs: { bucket: "s3://shop-logs" } }),
    problem:
      'loadBalancerLogs.bucket: got "s3://shop-logs"; allowed: the name of an S3 bucket, without s3:// => set a value in this form',
    waysOut: everyOption.map((option) => article({ option, loadBalancerLogs: { bucket: "shop-logs" } })),
  },
  {
    title: "a prefix with the part that ELB adds",
    raw: article({ loadBalancerLogs: { bucket: "shop-logs", prefix: "shop/AWSLogs" } }),
    problem:
      'loadBalancerLogs.prefix: got "shop/AWSLogs"; allowed: a prefix without AWSLogs, which ELB adds => set a value in this form',
    waysOut: [article({ loadBalancerLogs: { bucket: "shop-logs", prefix: "shop" } })],
  },
  {
    title: "an unknown kind of Container Insights",
    raw: article({ containerInsights: true }),
    problem: 'containerInsights: got true; allowed: "disabled", "enabled", "enhanced" => set one of these values',
    waysOut: (["disabled", "enabled", "enhanced"] as const).map((containerInsights) => article({ containerInsights })),
  },
];

const accountMistakes: readonly AccessMistake[] = [
  {
    title: "a request for a quota that AWS does not raise",
    raw: requests({ "elb.listenersPerNlb": 60 }),
    problem:
      'account.quotaRequests["elb.listenersPerNlb"]: got 60; AWS does not raise "Listeners per Network Load Balancer" above 50 => remove it; source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html',
    waysOut: [requests({})],
  },
  {
    title: "a request for what every account has",
    raw: requests({ [links]: 10 }),
    problem: `account.quotaRequests["${links}"]: got 10; "VPC links(V2)" is 10 in every account, and Service Quotas takes requests for more only => request more than 10, or remove it`,
    waysOut: [requests({ [links]: 11 }), requests({})],
  },
  {
    title: "a request for a misspelled quota",
    raw: requests({ "apigateway.vpcLinkV2": 20 }),
    problem: `account.quotaRequests: unknown key "apigateway.vpcLinkV2" => did you mean "${links}"? docs/configuration.md of private-integrations lists all keys`,
    waysOut: [requests({ [links]: 20 })],
  },
  {
    title: "a request for a quota that Service Quotas does not have",
    raw: requests({ "apigateway.authorizersPerApi": 20 }),
    problem:
      'account.quotaRequests["apigateway.authorizersPerApi"]: got 20; "Authorizers per API" is not in Service Quotas => remove it, and ask AWS Support for the increase; source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
    waysOut: [requests({})],
  },
  {
    title: "a stack that is named twice",
    raw: account({ stacks: ["acme/shop/prod", "acme/web/prod", "acme/shop/prod"] }),
    problem: "account.stacks[2]: names acme/shop/prod twice => remove one of the two",
    waysOut: [account({ stacks: ["acme/shop/prod", "acme/web/prod"] })],
  },
];

const nameMistakes: readonly AccessMistake[] = [
  {
    title: "a former name that is the name of today",
    raw: two({ formerly: "orders" }, {}),
    problem:
      "services[0].formerly (orders): names orders, which is the name of the service now => write the name that it had before, or remove the key",
    waysOut: [two({ formerly: "purchases" }, {}), two({}, {}), two({ formerly: ["orders", "purchases"] }, {})],
  },
  {
    title: "the name of today as the last former name",
    raw: two({ formerly: ["purchases", "orders"] }, {}),
    problem:
      "services[0].formerly (orders): names orders, which is the name of the service now => remove orders from the list; only the oldest name may be the name of today",
    waysOut: [two({ formerly: ["purchases"] }, {}), two({ formerly: ["orders", "purchases"] }, {})],
  },
  {
    title: "a former name twice",
    raw: two({ formerly: ["purchases", "sales", "purchases"] }, {}),
    problem: "services[0].formerly (orders): names purchases twice => keep each name once, the oldest first",
    waysOut: [two({ formerly: ["purchases", "sales"] }, {})],
  },
  {
    title: "a former name that another service has now",
    raw: two({ formerly: "stock" }, {}),
    problem:
      "services[0].formerly (orders): got stock, which is the name of another service now; resources of stock in AWS belong to one of the two => rename that service, or remove stock here: then orders gets resources of its own",
    waysOut: [two({}, {})],
  },
  {
    title: "a former name of two services",
    raw: two({ formerly: "shop" }, { formerly: ["shop", "goods"] }),
    problem:
      "services[1].formerly (stock): got shop, which orders was also named before; only one service was => remove shop from the service that did not have it",
    waysOut: [two({ formerly: "shop" }, { formerly: "goods" }), two({}, { formerly: ["shop", "goods"] })],
  },
];

/** Mistakes in how a stack, its account and its renamed services are looked after. */
export const operationMistakes: readonly AccessMistake[] = [
  ...alarmMistakes,
  ...logMistakes,
  ...accountMistakes,
  ...nameMistakes,
];
