import assert from "node:assert/strict";
import { billing, providerName } from "../support/endpoint-services";
import { deploy } from "../support/deployed";
import type { Entry } from "../support/scenario";
import { fifth, liveSuite } from "./live-stack";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const otherProvider = providerName.replace("0a1b2c3d", "9a8b7c6d");

/** A step of a running stack: the service, or none, and the zones in which it then has an endpoint. */
type Step = readonly [title: string, service: Entry | undefined, zones: number];

const steps: readonly Step[] = [
  ["added", billing({ zones: ["use1-az1"] }), 1],
  ["a zone more, at another port", billing({ port: 9090 }), 2],
  ["a zone less, to another endpoint service", billing({ name: otherProvider, zones: ["use1-az2"] }), 1],
  ["behind the load balancer of a group", billing({ name: otherProvider }, { group: "shop" }), 2],
  ["removed", undefined, 0],
];

describe("an endpoint service behind a running stack", () => {
  const live = liveSuite();
  const inAccount = (type: string) => live.workspace.aws.account.of(type);
  const nothingToDo = (command: readonly string[]) =>
    live.workspace.succeed(...command, "--expect-no-changes", "--stack", "dev");

  // A load balancer of the endpoint's own behind a link V2, and one NLB of the VPC.
  for (const option of [1, 3]) {
    it(`option ${option}: it is added, changed and removed`, async () => {
      await deploy(live.workspace, option);
      const before = live.stack.lastingIds();
      for (const [title, service, zones] of steps) {
        live.stack.set(fifth, service);
        // With a preview, which has no addresses of an endpoint that is to come.
        const { code, output } = await live.workspace.pulumi("up", "--yes", "--stack", "dev");
        assert.equal(code, 0, `${title}\n${output.slice(-3000)}`);
        const endpoints = inAccount(endpointType);
        assert.equal(endpoints.length, zones === 0 ? 0 : 1, title);
        const addresses = endpoints.flatMap(({ outputs }) => outputs["subnetConfigurations"] as { ipv4: string }[]);
        const targets = inAccount(attachmentType).map(({ inputs }) => inputs["targetId"]);
        const ofEndpoint = targets.filter((target) => /^\d+\./.test(String(target)));
        assert.deepEqual(ofEndpoint.sort(), addresses.map(({ ipv4 }) => ipv4).sort(), title);
        assert.equal(addresses.length, zones, title);
        await nothingToDo(["preview"]);
        if (zones === 2) await nothingToDo(["refresh", "--yes"]);
      }
      assert.deepEqual(live.stack.lastingIds(), before);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    }).timeout(180_000);
  }
});
