import assert from "node:assert/strict";
import { costText } from "../../report/cost-text";
import { costOf } from "../support/cost";
import { article, planOf, service } from "../support/scenario";

const oneService = (desiredCount: number) =>
  costOf(planOf(article({ services: [service("orders", "sales", { desiredCount })] })));

describe("text of the cost", () => {
  it("tasks are one amount in short, and one line per price in detail", () => {
    // Two tasks of the default size: 14.78 for half a vCPU, 3.24 for 1 GB.
    assert.match(costText(oneService(2), { width: 200 }), /address 7\.30, tasks 18\.02\. List prices/);
    const long = costText(oneService(2), { width: 200, details: true });
    assert.match(
      long,
      /^ *0\.5 x Fargate vCPU +0\.04048 USD\/hour +14\.78 +https:\/\/aws\.amazon\.com\/fargate\/pricing\//m,
    );
    assert.match(long, /^ *1 x GB of Fargate memory +0\.004445 USD\/hour +3\.24 /m);
  });

  it("without tasks they are not named", () => {
    assert.doesNotMatch(costText(oneService(0), { width: 200 }), /tasks/);
  });

  it("traffic is a sum in the heading, and has each line in detail", () => {
    // 1 M requests are 0.3805 a second, 0.01522 LCU of one ALB: 0.0889 USD. Logs: 1 GB at 0.50 USD, which pass a NAT
    // gateway at 0.045 USD.
    const short = costText(oneService(2), { width: 200 });
    assert.match(short, /^Cost: 107\.45 USD per month fixed, and 1\.63 USD for 1,000,000 requests of 10 KB$/m);
    assert.doesNotMatch(short, /Container logs/);
    const long = costText(oneService(2), { width: 200, details: true });
    assert.match(long, /^ *HTTP API requests +1 M x 1 USD +1\.00 +https:\/\/aws\.amazon\.com\/api-gateway\/pricing\//m);
    assert.match(long, /^ *Container logs through NAT gateways +1\.00 GB x 0\.045 USD +0\.04 /m);
  });

  it("names what counts at prices of us-east-1 in another Region, and nothing there", () => {
    assert.match(costText(oneService(2), { width: 400 }), /List prices of us-east-1, read on 2026-11-24\.$/m);
    const services = [service("orders", "sales", { architecture: "ARM64" })];
    const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["euc1-az1", "euc1-az2"] }];
    const plan = planOf(article({ option: 3, vpcs, services }), "eu-central-1");
    assert.match(
      costText(costOf(plan, "eu-central-1"), { width: 400 }),
      /List prices of eu-central-1, read on 2026-09-21; no public source has these of eu-central-1, so they count as in us-east-1: Fargate vCPU \(ARM64\), GB of Fargate memory \(ARM64\), traffic \(requests, load balancers, logs, network\)\.$/m,
    );
  });
});
