import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { runProgram } from "../../simulator/run";
import { find, ofType, projectDirectory, runSmall } from "../support/run";

const stuck = (program: () => unknown) =>
  runProgram({ directory: projectDirectory, stack: "dev", pass: "preview", idleSeconds: 0.2, program });
const never = new Promise<string>(() => undefined);

describe("a run of the simulator", () => {
  it("names the resource and the input that wait for a promise that never settles", async () => {
    const { errors } = await stuck(() => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: never });
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    });
    assert.equal(
      errors.join(),
      "the program waits for a promise that never settles (waiting: v (aws:ec2/vpc:Vpc), s (aws:ec2/subnet:Subnet); " +
        "open inputs: v.cidrBlock); 1 resources were registered",
    );
  });

  it("says so when it is the program itself that never returns", async () => {
    const { errors } = await stuck(() => never);
    assert.match(errors.join(), /no resource waits, so it is the program's own/);
  });

  it("starts afresh after a run that was stuck", async () => {
    await stuck(() => never);
    const result = await runSmall("apply", () => new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }));
    assert.deepEqual(result.errors, []);
    assert.equal(ofType(result, "Vpc").length, 1);
  });

  it("records the options that are set and no others, aliases as the SDK sends them", async () => {
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
          customTimeouts: { create: "5m" },
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
      customTimeouts: { create: "5m" },
    });
  });

  it("writes an unknown id as null at a preview, and a result that serialises", async () => {
    const result = await runSmall("preview", () => new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }));
    assert.equal(find(result, "Vpc", "v").outputs["id"], null);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });

  it("writes keys with dots so that their path can be read", async () => {
    const result = await runSmall("preview", () => {
      const { id } = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Subnet("s", { vpcId: "vpc-1", tags: { "kept.by": id, plain: id } });
    });
    assert.deepEqual(find(result, "Subnet", "s").unknown, ['tags["kept.by"]', "tags.plain"]);
  });

  it("keeps what merely echoes an input known at a preview", async () => {
    const result = await runSmall("preview", () => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.SecurityGroup("g", { vpcId: vpc.id, description: vpc.cidrBlock });
    });
    assert.equal(find(result, "SecurityGroup", "g").inputs["description"], "10.0.0.0/16");
  });

  it("gives balancers the names and hosted zones of their kind", async () => {
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

  it("does not pass over elastic IPs that are given to awsx", async () => {
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
    assert.match(errors.join(), /does not model natGateways with elasticIpAllocationIds of awsx:ec2:Vpc \(net\)/);
  });
});
