import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { runStack } from "../support/run";

/** Modules that a preview does not need: compilers, package managers, AWS clients. */
const heavy = /node_modules\/(typescript|@npmcli|pacote|@aws-sdk|@pulumi\/pulumi\/automation|@pulumi\/aws\/sqs)\//;

async function main(): Promise<void> {
  await runStack("dev", "preview");
  const early = Object.keys(require.cache).filter((file) => heavy.test(file));
  const automation = typeof pulumi.automation.LocalWorkspace.createStack;
  const services = [typeof aws.sqs.Queue, String("Queue" in aws.sqs), String(Object.keys(aws.sqs).includes("Queue"))];
  process.stdout.write(JSON.stringify({ early, automation, services }));
}

void main();
