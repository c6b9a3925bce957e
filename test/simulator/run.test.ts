import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { runProgram } from "../../simulator/run";
import { find, ofType, projectDirectory, runSmall } from "../support/run";

const stuck = (program: () => unknown) =>
  runProgram({ directory: projectDirectory, stack: "dev", pass: "preview", idleSeconds: 0.2, program });
const never = new Promise<string>(() => undefined);

describe("runProgram", () => {
  it("a promise that never settles is an error with the pending resources and inputs", async () => {
    const { errors } = await stuck(() => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: never });
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    });
    assert.equal(
      errors.join(),
      "the program waits for a promise that never settles (pending resources: v (aws:ec2/vpc:Vpc), s (aws:ec2/subnet:Subnet); " +
        "pending inputs: v.cidrBlock); 1 resources were registered",
    );
  });

  it("an error in a registration is the only error, though what waits for it never settles", async () => {
    const { errors } = await stuck(() => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }, { transforms: [() => undefined] });
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    });
    assert.deepEqual(errors, ["the simulator does not support transforms; preview the program with the Pulumi CLI"]);
  });

  it("a program that never returns is an error", async () => {
    const { errors } = await stuck(() => never);
    assert.match(errors.join(), /no resource is pending, so the promise is the program's own/);
  });

  it("a stuck run does not affect the next run", async () => {
    await stuck(() => never);
    const result = await runSmall("apply", () => new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }));
    assert.deepEqual(result.errors, []);
    assert.equal(ofType(result, "Vpc").length, 1);
  });

  it("only resource options that are set are recorded; aliases as the SDK sends them", async () => {
    const result = await runSmall("preview", () => {
      const plain = new aws.ec2.Vpc("plain", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Vpc(
        "all",
        { cidrBlock: "10.1.0.0/16" },
        {
          protect: false,
          deleteBeforeReplace: true,
          retainOnDelete: true,
          ignoreChanges: ["tags"],
          replaceOnChanges: ["cidrBlock"],
          additionalSecretOutputs: ["arn"],
          customTimeouts: { create: "5m", delete: "6m" },
          deletedWith: plain,
          aliases: [{ name: "before" }],
        },
      );
    });
    assert.deepEqual(find(result, "Vpc", "plain").options, {});
    assert.deepEqual(find(result, "Vpc", "all").options, {
      protect: false,
      deleteBeforeReplace: true,
      retainOnDelete: true,
      ignoreChanges: ["tags"],
      replaceOnChanges: ["cidrBlock"],
      additionalSecretOutputs: ["arn"],
      aliases: [JSON.stringify({ name: "before", parenturn: find(result, "Stack", "private-integrations-dev").urn })],
      deletedWith: find(result, "Vpc", "plain").urn,
      customTimeouts: { create: "5m", delete: "6m" },
    });
  });

  it("an unknown id is null in a preview, and the result can be serialised", async () => {
    const result = await runSmall("preview", () => new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }));
    assert.equal(find(result, "Vpc", "v").outputs["id"], null);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });

  it("paths quote keys that contain dots", async () => {
    const result = await runSmall("preview", () => {
      const { id } = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Subnet("s", { vpcId: "vpc-1", tags: { "kept.by": id, plain: id } });
    });
    assert.deepEqual(find(result, "Subnet", "s").unknown, ['tags["kept.by"]', "tags.plain"]);
  });

  it("outputs that equal an input are known in a preview", async () => {
    const result = await runSmall("preview", () => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.SecurityGroup("g", { vpcId: vpc.id, description: vpc.cidrBlock });
    });
    assert.equal(find(result, "SecurityGroup", "g").inputs["description"], "10.0.0.0/16");
  });

  it("load balancers have the DNS names and hosted zones of their type", async () => {
    const result = await runSmall("apply", () => {
      new aws.lb.LoadBalancer("private", { internal: true });
      new aws.lb.LoadBalancer("open", {});
      new aws.lb.LoadBalancer("nlb", { internal: true, loadBalancerType: "network" });
    });
    const host = (name: string) => String(find(result, "LoadBalancer", name).outputs["dnsName"]);
    assert.match(host("private"), /^internal-private-[0-9a-f]{7}-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    assert.match(host("open"), /^open-[0-9a-f]{7}-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    assert.match(host("nlb"), /^nlb-[0-9a-f]{7}-[0-9a-f]{16}\.elb\.us-east-1\.amazonaws\.com$/);
    assert.equal(find(result, "LoadBalancer", "nlb").outputs["zoneId"], "Z26RNL4JYFTOTI");
  });

  it("elasticIpAllocationIds of awsx.ec2.Vpc is an error", async () => {
    const { errors } = await runSmall(
      "preview",
      () =>
        new awsx.ec2.Vpc("net", {
          availabilityZoneNames: ["us-east-1a"],
          subnetStrategy: "Auto",
          subnetSpecs: [{ type: "Public" }, { type: "Private" }],
          natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1"] },
        }),
    );
    assert.match(errors.join(), /does not support natGateways with elasticIpAllocationIds of awsx:ec2:Vpc \(net\)/);
  });
});
