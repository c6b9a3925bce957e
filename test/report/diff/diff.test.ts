import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { stackDiff } from "../../../report/diff";
import { diffText } from "../../../report/diff-text";
import { replacing } from "../../../simulator/aws/replacement";
import { previewed, service, stackFile } from "./previews";

/** The difference of the stack file without changes and of another one. Its last sentence is the same in all. */
async function changed(after: string, before = stackFile()): Promise<string> {
  const diff = stackDiff(await previewed(before), await previewed(after), replacing);
  const text = stripVTControlCharacters(diffText(diff, { width: 200 }));
  assert.match(text, /\nCompared are two first previews, not the account\. Ids, and texts that contain them, .*\n?.*$/);
  return text.slice(0, text.indexOf("\nCompared are"));
}

describe("the difference of two previews, of a stack with two services under option 5", () => {
  it("option 5 to 1: another API and URL, the load balancers stay", async () => {
    assert.equal(
      await changed(stackFile({ option: 1 })),
      `Stack shop is accepted, as before.

API
  option: 5 → 1 (REST API, one VPC link V2 per VPC directly to load balancers → HTTP API, one VPC link V2 per VPC to many load balancers)
  requests are lost: option 5 is removed in the update that moves the requests; none is lost with option: 5, standby: 1; then option: 1, standby: 5; then option: 1
  API: REST API → HTTP API
  the URL changes (new API): the old one stops answering, so clients must change to the new one

Resources
  15 removed, 8 added
  apigateway.Deployment: 1 removed (option-5)
  apigateway.Integration: 4 removed (option-5/orders, option-5/orders/{proxy+}, option-5/stock and 1 more)
  apigateway.Method: 4 removed (option-5/orders, option-5/orders/{proxy+}, option-5/stock and 1 more)
  apigateway.Resource: 4 removed (option-5/orders, option-5/orders/{proxy+}, option-5/stock and 1 more)
  apigateway.RestApi: 1 removed (option-5)
  apigateway.Stage: 1 removed (option-5)
  apigatewayv2.Api: 1 added (option-1)
  apigatewayv2.Integration: 2 added (option-1-orders, option-1-stock)
  apigatewayv2.Route: 4 added (option-1/orders, option-1/orders/{proxy+}, option-1/stock and 1 more)
  apigatewayv2.Stage: 1 added (option-1)

Cost
  1,000,000 requests of 10 KB: 4.13 → 1.63 USD per month (-2.50)

Quotas
  the use of 3 quotas below 50 % changes

Findings
  new: advice, api-has-authorization: HTTP API option-1 has routes without authorization: ANY /orders, ANY /orders/{proxy+} and 2 more
  new: advice, stage-has-access-logs: stage option-1 writes no access log
  new: advice, requests-to-balancer-encrypted: no integration of option-1 uses TLS
  new: advice, stage-has-throttling: stage option-1 has no throttling limits of its own
  gone: advice, api-has-authorization: REST API option-5 has routes without authorization: ANY /orders, ANY /orders/{proxy+} and 2 more
  gone: advice, stage-has-access-logs: stage option-5 writes no access log
  gone: advice, requests-to-balancer-encrypted: no integration of option-5 uses TLS (not visible at a first preview)
  gone: advice, stage-has-throttling: stage option-5 has no throttling limits of its own
  gone: undetermined, every-route-reaches-its-service: assumed for 4 routes: API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)

No change: routes, notes.`,
    );
  });

  it("a service more: its routes, resources, cost and quotas; nothing of the others but the deployment", async () => {
    // An ALB at 16.425 USD; two tasks with 0.25 vCPU at 29.5504 and 0.5 GB at 3.24485 each.
    assert.equal(
      await changed(stackFile({ services: service("orders") + service("stock") + service("prices") })),
      `Stack shop is accepted, as before.

Routes
  added: ANY /prices, ANY /prices/{proxy+} → prices

Resources
  1 replaced, 22 added, 1 updated
  apigateway.Deployment: 1 replaced (option-5: triggers)
  apigateway.Integration: 2 added (option-5/prices, option-5/prices/{proxy+})
  apigateway.Method: 2 added (option-5/prices, option-5/prices/{proxy+})
  apigateway.Resource: 2 added (option-5/prices, option-5/prices/{proxy+})
  apigateway.Stage: 1 updated (option-5: deployment)
  cloudwatch.LogGroup: 1 added (prices)
  ec2.SecurityGroup: 2 added (prices-service, prices-alb)
  ecs.Service: 1 added (prices)
  ecs.TaskDefinition: 1 added (prices)
  iam.Role: 2 added (prices-execution, prices-task)
  iam.RolePolicy: 1 added (prices-execution)
  lb.Listener: 1 added (prices-alb-80)
  lb.LoadBalancer: 1 added (prices-alb)
  lb.TargetGroup: 1 added (prices-alb)
  vpc.SecurityGroupEgressRule: 3 added (prices-service-443-to-0.0.0.0-0, prices-alb-80-to-prices-service, shop-link-80-to-prices-alb)
  vpc.SecurityGroupIngressRule: 2 added (prices-service-80-from-prices-alb, prices-alb-80-from-shop-link)

Cost
  fixed: 105.39 → 139.84 USD per month (+34.45)
  of these: 2 → 3 x Application Load Balancer +16.43, 1 → 1.5 x Fargate vCPU +14.78, 2 → 3 x GB of Fargate memory +3.24

Quotas
  Fargate On-Demand vCPU resource count (account): 2 of 6 → 3 of 6
  more services that fit: 48 → 47; the next one is refused: quota elb.albsPerRegion (account): "Application Load Balancers per Region" is 50, the plan needs 51
  the use of 8 quotas below 50 % changes

Findings
  changed: advice, api-has-authorization: REST API option-5 has routes without authorization: ANY /orders, ANY /orders/{proxy+} and 4 more
  changed: undetermined, every-route-reaches-its-service: assumed for 6 routes: API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)

No change: API, notes.`,
    );
  });

  it("a service retired: the kinds that lose resources come first", async () => {
    assert.equal(
      await changed(stackFile({ services: service("orders") })),
      `Stack shop is accepted, as before.

Routes
  removed: ANY /stock, ANY /stock/{proxy+} → stock

Resources
  22 removed, 1 replaced, 1 updated
  apigateway.Deployment: 1 replaced (option-5: triggers)
  apigateway.Integration: 2 removed (option-5/stock, option-5/stock/{proxy+})
  apigateway.Method: 2 removed (option-5/stock, option-5/stock/{proxy+})
  apigateway.Resource: 2 removed (option-5/stock, option-5/stock/{proxy+})
  cloudwatch.LogGroup: 1 removed (stock)
  ec2.SecurityGroup: 2 removed (stock-service, stock-alb)
  ecs.Service: 1 removed (stock)
  ecs.TaskDefinition: 1 removed (stock)
  iam.Role: 2 removed (stock-execution, stock-task)
  iam.RolePolicy: 1 removed (stock-execution)
  lb.Listener: 1 removed (stock-alb-80)
  lb.LoadBalancer: 1 removed (stock-alb)
  lb.TargetGroup: 1 removed (stock-alb)
  vpc.SecurityGroupEgressRule: 3 removed (stock-service-443-to-0.0.0.0-0, stock-alb-80-to-stock-service, shop-link-80-to-stock-alb)
  vpc.SecurityGroupIngressRule: 2 removed (stock-service-80-from-stock-alb, stock-alb-80-from-shop-link)
  apigateway.Stage: 1 updated (option-5: deployment)

Cost
  fixed: 105.39 → 70.95 USD per month (-34.44)
  of these: 2 → 1 x Application Load Balancer -16.42, 1 → 0.5 x Fargate vCPU -14.77, 2 → 1 x GB of Fargate memory -3.25

Quotas
  more services that fit: 48 → 49; the next one is refused: quota elb.albsPerRegion (account): "Application Load Balancers per Region" is 50, the plan needs 51
  the use of 9 quotas below 50 % changes

Findings
  changed: advice, api-has-authorization: REST API option-5 has routes without authorization: ANY /orders, ANY /orders/{proxy+}
  changed: undetermined, every-route-reaches-its-service: assumed for 2 routes: API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)

No change: API, notes.`,
    );
  });

  it("another value of a quota: what it allows, and no resource", async () => {
    const more = '  private-integrations:quotas:\n    elb.albsPerRegion: { value: 100, reason: "case 1234" }\n';
    assert.equal(
      await changed(stackFile({ more })),
      `Stack shop is accepted, as before.

Quotas
  Application Load Balancers per Region (account): 2 of 50 → 2 of 100
  more services that fit: 48 → 58; the next one is refused: quota vpc.rulesPerSecurityGroup (security group shop-link, egress): "Inbound or outbound rules per security group" is 60, the plan needs 61

No change: API, routes, resources, cost, findings, notes.`,
    );
  });

  it("a NAT gateway per zone and larger tasks: cost by kind, and what is replaced", async () => {
    const services = service("orders", "cpu: 1024", "memoryMiB: 2048", "desiredCount: 4") + service("stock");
    // vCPU: 4 x 1 + 2 x 0.25, during an update twice that; 3.5 more at 29.5504 USD. GB: 4 x 2 + 2 x 0.5, 7 more at 3.24485.
    assert.equal(
      await changed(stackFile({ nat: "perZone", services })),
      `Stack shop is accepted, as before.

Routes
  changed: ANY /orders, ANY /orders/{proxy+}, from link shop (V2) → ALB orders-alb :80 → orders:80 x2 tasks, to link shop (V2) → ALB orders-alb :80 → orders:80 x4 tasks

Resources
  1 replaced, 2 added, 2 updated
  ecs.TaskDefinition: 1 replaced (orders: cpu + memory)
  ec2.Eip: 1 added (shop-2)
  ec2.NatGateway: 1 added (shop-2)
  ec2.Route: 1 updated (shop-private-2: natGatewayId)
  ecs.Service: 1 updated (orders: desiredCount + taskDefinition)

Cost
  fixed: 105.39 → 268.03 USD per month (+162.64)
  of these: 1 → 2 x NAT gateway +32.85, 1 → 2 x Public IPv4 address +3.65, 1 → 4.5 x Fargate vCPU +103.43, 2 → 9 x GB of Fargate memory +22.71

Quotas
  Fargate On-Demand vCPU resource count (account): 2 of 6 → 9 of 6, over the quota
  the use of 5 quotas below 50 % changes

Findings
  new: advice, fargate-vcpu-default: 9 vCPU of Fargate tasks exceed the quota "Fargate On-Demand vCPU resource count" of 6: orders, stock

No change: API, notes.`,
    );
  });

  it("steps of a switch: what each does to the topologies, the URL and the routes", async () => {
    const more = (standby: number) => `  private-integrations:standby: ${standby}\n`;
    const [s0, s1] = [stackFile(), stackFile({ more: more(1) })];
    const [s2, s3] = [stackFile({ option: 1, more: more(5) }), stackFile({ option: 1 })];
    const linesOf = async (before: string, after: string, title: string) =>
      new RegExp(`^${title}\n([^]*?)\n\n`, "m").exec(await changed(after, before))?.[1]?.split("\n");
    const titles = [
      "REST API, one VPC link V2 per VPC directly to load balancers",
      "HTTP API, one VPC link V2 per VPC to many load balancers",
    ];
    assert.deepEqual(await linesOf(s0, s1, "API"), [
      "  standby: none → 1: option 1 is created, and option 5 still serves",
    ]);
    assert.deepEqual(await linesOf(s0, s1, "Routes"), ["  standby: 4 routes added"]);
    assert.deepEqual(await linesOf(s1, s2, "API"), [
      `  option: 5 → 1 (${titles.join(" → ")})`,
      "  standby: 1 → 5: requests move from option 5 to option 1, which stood by; nothing is created",
      "  API: REST API → HTTP API",
      "  the URL changes (new API): the old one answers on while option 5 stands by; clients must change to the new one before it goes",
    ]);
    const exchanged = await linesOf(stackFile({ more: more(3) }), stackFile({ option: 3, more: more(5) }), "Routes");
    assert.equal(exchanged?.at(-1), "  standby: its routes are those of the API that served");
    assert.deepEqual(await linesOf(s2, s3, "API"), [
      "  standby: 5 → none: option 5 is removed, its execute-api URL ends, and option 1 still serves",
    ]);
    assert.deepEqual(await linesOf(s2, s3, "Routes"), ["  standby: 4 routes removed"]);
    const larger = stackFile({ services: service("orders") + service("stock") + service("prices"), more: more(1) });
    assert.deepEqual(await linesOf(s1, larger, "Routes"), [
      "  added: ANY /prices, ANY /prices/{proxy+} → prices",
      "  standby: the same changes of its routes",
    ]);
  });

  it("nothing changes between equal results, and says so", async () => {
    assert.equal(await changed(stackFile()), "Stack shop is accepted, as before.\n\nNothing changes.");
  });
});
