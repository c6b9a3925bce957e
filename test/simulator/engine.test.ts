import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { find, ofType, runSmall } from "../support/run";

describe("in-process engine", () => {
  it("a duplicate URN is an error", async () => {
    const { errors } = await runSmall("preview", () => {
      new aws.ec2.Vpc("twice", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Vpc("twice", { cidrBlock: "10.1.0.0/16" });
    });
    assert.match(
      errors.join(),
      /Duplicate resource URN 'urn:pulumi:dev::private-integrations::aws:ec2\/vpc:Vpc::twice'/,
    );
  });

  it("an unsupported resource type is an error", async () => {
    const { errors } = await runSmall("preview", () => new aws.sqs.Queue("q"));
    assert.match(errors.join(), /does not support the resource type aws:sqs\/queue:Queue \(q\)/);
  });

  it("an unsupported data source is an error", async () => {
    const { errors } = await runSmall("preview", () => aws.ec2.getVpc({}));
    assert.match(errors.join(), /does not support the data source aws:ec2\/getVpc:getVpc/);
  });

  it("an unsupported remote component is an error", async () => {
    const { errors } = await runSmall("preview", () => new awsx.ecr.Repository("r"));
    assert.match(errors.join(), /does not support the remote component awsx:ecr:Repository \(r\)/);
  });

  it("physical names are known in a preview; a name that is too long is an error", async () => {
    const named = await runSmall("preview", () => new aws.lb.TargetGroup("group"));
    assert.match(String(find(named, "TargetGroup", "group").inputs["name"]), /^group-[0-9a-f]{7}$/);
    const { errors } = await runSmall("preview", () => new aws.lb.TargetGroup("a-name-of-twenty-five-cha"));
    assert.match(
      errors.join(),
      /name 'a-name-of-twenty-five-cha-' plus 7 random chars is longer than maximum length 32/,
    );
  });

  it("ids are unknown in a preview and simulated in an apply", async () => {
    const program = () => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.SecurityGroup("g", { vpcId: vpc.id, description: pulumi.interpolate`of ${vpc.arn}` });
    };
    assert.deepEqual(find(await runSmall("preview", program), "SecurityGroup", "g").unknown.toSorted(), [
      "description",
      "vpcId",
    ]);
    assert.match(
      String(find(await runSmall("apply", program), "SecurityGroup", "g").inputs["vpcId"]),
      /^vpc-[0-9a-f]{17}$/,
    );
  });

  it("child components inherit providers", async () => {
    class Outer extends pulumi.ComponentResource {
      constructor(opts: pulumi.ComponentResourceOptions) {
        super("test:index:Outer", "outer", {}, opts);
        new awsx.ec2.Vpc(
          "net",
          {
            availabilityZoneNames: ["us-east-1a"],
            subnetStrategy: "Auto",
            subnetSpecs: [{ type: "Private" }],
            natGateways: { strategy: "None" },
          },
          { parent: this },
        );
      }
    }
    const result = await runSmall(
      "apply",
      () => new Outer({ providers: [new aws.Provider("mine", { region: "eu-west-1" })] }),
    );
    assert.match(find(result, "Subnet", "net-private-1").provider, /pulumi:providers:aws::mine::/);
    assert.equal(ofType(result, "pulumi:providers:aws").length, 1);
  });

  it("a RunError is reported without a stack; other errors with their type", async () => {
    const mistake = await runSmall("preview", () => {
      throw new pulumi.RunError("choose another option");
    });
    assert.deepEqual(mistake.errors, ["choose another option"]);
    const bug = await runSmall("preview", () => {
      throw new TypeError("undefined is not a function");
    });
    assert.match(bug.errors.join(), /TypeError: undefined is not a function/);
  });

  it("an error inside an output is reported", async () => {
    const { errors } = await runSmall("apply", () => {
      new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }).id.apply(() => {
        throw new Error("inside");
      });
    });
    assert.match(errors.join(), /inside/);
  });
});
