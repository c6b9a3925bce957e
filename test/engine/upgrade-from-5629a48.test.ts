import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "../../simulator/aws/traffic";
import { readRecorded, upgradeCases } from "../fixtures/upgrades/case";
import { create } from "../support/deployed";
import { stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts } from "./live-stack";

const moved = ["aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip", "aws:ec2/route:Route"] as const;
const network = "private-integrations:index:Network";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const restDeployment = "aws:apigateway/deployment:Deployment";
/** What integrations have since then: X-Request-Id, timeouts, and how REST APIs send answers on. */
const httpIntegration = {
  timeoutMilliseconds: 30_000,
  requestId: "$context.requestId",
  responseTransferMode: undefined,
};
const restIntegration = {
  timeoutMilliseconds: 29_000,
  requestId: "context.requestId",
  responseTransferMode: "BUFFERED",
};
const services = ["orders", "customers", "stock", "shipping"];

describe("an upgrade of a running stack whose NAT gateways awsx created", () => {
  let workspace: Workspace;
  const run = (...args: readonly string[]) => workspace.succeed(...args, "--stack", "dev");
  const all = () => workspace.aws.account.all;

  /** ARN or id of each resource in the account, by type and name; without task definitions. */
  const ids = () =>
    new Map(
      all().flatMap(({ urn, type, id, outputs }): [string, string][] => {
        const arn = outputs["arn"];
        const name = `${type} ${urn.split("::")[3] ?? ""}`;
        return type === taskDefinition || type === restDeployment ? [] : [[name, typeof arn === "string" ? arn : id]];
      }),
    );

  /** Types of NAT gateways, addresses and private default routes in the state, with those of their parents. */
  const typesInState = () =>
    workspace
      .state("dev")
      .resources.filter(({ urn }) => moved.some((type) => urn.includes(`$${type}::`)) && !urn.includes("-public-"))
      .map(({ urn }) => urn.split("::")[2]);

  /** What integrations have; of a REST API those of its deployment, not of the API. */
  function integrations(): readonly object[] {
    const { account } = workspace.aws;
    const deployments = account.of(restDeployment);
    assert.equal(deployments.length, account.of("aws:apigateway/restApi:RestApi").length);
    const found = [
      ...account.of("aws:apigatewayv2/integration:Integration"),
      ...deployments.flatMap((one) => one.deployed ?? []),
    ];
    return found.map(({ inputs: { timeoutMilliseconds, requestParameters, responseTransferMode } }) => {
      const parameters = Object.entries(requestParameters ?? {}) as [string, unknown][];
      const [, requestId] = parameters.find(([name]) => name.endsWith("header.X-Request-Id")) ?? [];
      return { timeoutMilliseconds, requestId, responseTransferMode };
    });
  }

  /** Asks both routes of each service. @returns the requests that another than its own tasks answered, or none */
  function lost(): readonly string[] {
    const { account } = workspace.aws;
    const [api] = account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi");
    const host = `${api?.id ?? ""}.execute-api.us-east-1.amazonaws.com`;
    return services.flatMap((service) =>
      [`/live/${service}`, `/live/${service}/7`].flatMap((path) => {
        const { status, hop, reason, arrival } = request(account, { host, method: "GET", path });
        return status === 200 && arrival?.service.endsWith(`::${service}`) === true
          ? []
          : [`${path}: ${status} by ${hop}: ${reason}`];
      }),
    );
  }

  async function restoreRecorded(option: number): Promise<void> {
    const recorded = readRecorded(option);
    const exported = join(workspace.directory, "recorded.json");
    writeFileSync(exported, JSON.stringify(recorded.deployment));
    await create(workspace);
    await run("stack", "import", "--file", exported);
    writeFileSync(stackFile(workspace), recorded.stackFile);
    workspace.aws.account.restore(recorded.account);
  }

  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  for (const { option, natGateways } of upgradeCases) {
    it(`option ${option}: NAT gateways, addresses and routes keep their ids, and no request is lost`, async () => {
      await restoreRecorded(option);
      const { account } = workspace.aws;
      const before = ids();
      const inAwsx = typesInState();
      // Two VPCs with two zones each: a route for each zone, and as many addresses as NAT gateways.
      assert.equal(inAwsx.length, 2 * natGateways + 4);
      assert.ok(inAwsx.every((types) => types?.startsWith(`${network}$awsx:ec2:Vpc$`)));
      assert.deepEqual(lost(), []);

      let probes = 0;
      const losses: string[] = [];
      const end = account.observe(({ kind, urn, what }) => {
        probes += 1;
        losses.push(...lost().map((loss) => `${kind} ${urn.split("::")[3] ?? ""} ${what}: ${loss}`));
      });
      const { created, replaced, deleted } = counts(await run("up", "--yes", "--skip-preview"));
      for (const deployment of account.deployments) account.finish(deployment);
      end();
      assert.deepEqual(losses, []);
      // A new revision and a deployment of each service, of several steps.
      assert.ok(probes > 5 * services.length, `${probes} probes`);

      // The provider of awsx is explicit since then; task definitions get a stopTimeout, and REST APIs a security policy,
      // which a deployment puts into effect.
      const deployments = option === 1 ? 0 : 1;
      const expected = { created: 1, replaced: services.length + deployments, deleted: undefined };
      assert.deepEqual({ created, replaced, deleted }, expected);
      assert.deepEqual(ids(), before);
      // Two routes of each service.
      const integration = option === 1 ? httpIntegration : restIntegration;
      assert.deepEqual(
        integrations(),
        Array<object>(option === 1 ? services.length : 2 * services.length).fill(integration),
      );
      const revisions = account.of(taskDefinition).map(({ outputs }) => outputs["revision"]);
      assert.deepEqual(revisions, [2, 2, 2, 2]);
      assert.deepEqual(new Set(typesInState()), new Set(moved.map((type) => `${network}$${type}`)));
      assert.equal(typesInState().length, inAwsx.length);

      assert.deepEqual(Object.keys(counts(await run("up", "--yes", "--skip-preview"))), ["unchanged"]);
      await run("destroy", "--yes", "--skip-preview");
      assert.deepEqual(all(), []);
    });
  }
});
