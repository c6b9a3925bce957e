import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { find, runSmall } from "../support/run";

const code = () => new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset("export {};") });

describe("resources that look after a stack, in the in-process engine", () => {
  it("have the ids and ARNs of AWS", async () => {
    const { errors, resources } = await runSmall("apply", () => {
      new aws.cloudwatch.MetricAlarm("a", { name: "errors", comparisonOperator: "GreaterThanThreshold" });
      new aws.cloudwatch.Dashboard("d", { dashboardName: "requests", dashboardBody: "{}" });
      new aws.lambda.Function("f", { name: "count", role: "arn:aws:iam::123456789012:role/r", code: code() });
      new aws.lambda.Permission("p", { action: "a", function: "count", principal: "events.amazonaws.com" });
      new aws.scheduler.Schedule("s", {
        name: "daily",
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: "arn:a", roleArn: "arn:r" },
      });
      new aws.cloudwatch.EventRule("e", { name: "hourly", scheduleExpression: "rate(1 hour)" });
      new aws.cloudwatch.EventTarget("t", { rule: "hourly", targetId: "count", arn: "arn:a" });
      new aws.servicequotas.ServiceQuota("q", { serviceCode: "apigateway", quotaCode: "L-A4C7274F", value: 30 });
    });
    assert.deepEqual(errors, []);
    const outputs = (name: string) => resources.find((one) => one.name === name)?.outputs ?? {};
    assert.deepEqual(
      ["a", "d", "f", "s", "e", "t", "q"].map((name) => outputs(name)["id"]),
      ["errors", "requests", "count", "default/daily", "hourly", "hourly-count", "apigateway/L-A4C7274F"],
    );
    assert.match(String(outputs("p")["id"]), /^p-[0-9a-f]{7}$/);
    const own = "us-east-1:123456789012";
    assert.equal(outputs("a")["arn"], `arn:aws:cloudwatch:${own}:alarm:errors`);
    assert.equal(outputs("d")["dashboardArn"], "arn:aws:cloudwatch::123456789012:dashboard/requests");
    assert.equal(outputs("f")["arn"], `arn:aws:lambda:${own}:function:count`);
    assert.equal(outputs("s")["arn"], `arn:aws:scheduler:${own}:schedule/default/daily`);
    assert.equal(outputs("e")["arn"], `arn:aws:events:${own}:rule/hourly`);
  });

  for (const pass of ["preview", "apply"] as const) {
    it(`the code of a function is an input and an output in ${pass}`, async () => {
      const result = await runSmall(pass, () => {
        const created = new aws.lambda.Function("f", { role: "arn:aws:iam::123456789012:role/r", code: code() });
        const names = created.code.apply(async (archive) =>
          Object.keys(await (archive as pulumi.asset.AssetArchive).assets).join(),
        );
        new aws.cloudwatch.Dashboard("d", { dashboardName: "d", dashboardBody: names });
      });
      assert.deepEqual(result.errors, []);
      const archive = find(result, "Function", "f").inputs["code"] as { readonly assets: Record<string, object> };
      assert.deepEqual(Object.keys(archive.assets), ["index.mjs"]);
      assert.equal((archive.assets["index.mjs"] as { readonly text: string }).text, "export {};");
      assert.equal(find(result, "Dashboard", "d").inputs["dashboardBody"], "index.mjs");
    });
  }

  it("a file as an asset is an error: the state would name a path of one machine", async () => {
    const { errors } = await runSmall("apply", () => {
      const archive = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.FileAsset("./index.mjs") });
      new aws.lambda.Function("f", { role: "arn:aws:iam::123456789012:role/r", code: archive });
    });
    assert.match(errors.join(), /the simulator reads assets of text and archives of assets only, no files and URLs/);
  });
});
