import assert from "node:assert/strict";
import { request } from "../../simulator/aws/traffic";
import { deploy } from "../support/deployed";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const key = (name: string) => [own("services"), 0, name] as const;
const [first, mute, next] = ["1.29", "mute", "1.30"].map((tag) => `public.ecr.aws/nginx/nginx:${tag}`);
const rolledBack =
  /waiting for ECS Service \(\S+orders\S+\) update: Service deployment rolled back because the circuit breaker threshold was exceeded\./;

describe("an update whose tasks fail the health check of their target group", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  const answer = () => {
    const { account } = workspace.aws;
    const [api] = account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi");
    const host = `${api?.id ?? ""}.execute-api.us-east-1.amazonaws.com`;
    const { status, arrival } = request(account, { host, method: "GET", path: "/live/orders" });
    return `${status} from ${arrival?.taskDefinition.split(":").at(-1) ?? "nothing"}`;
  };
  /** Updates with values of the service. @returns the output, and all answers that were not 200 */
  async function up(values: Readonly<Record<string, unknown>>, ...flags: readonly string[]) {
    editStack(
      workspace,
      Object.entries(values).map(([name, value]) => [key(name), value] as const),
    );
    const lost: string[] = [];
    const stop = workspace.aws.account.observe(() => {
      if (!answer().startsWith("200")) lost.push(answer());
    });
    const result = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", ...flags);
    stop();
    return { ...result, lost };
  }
  const expectNoChanges = (command: string, ...flags: readonly string[]) =>
    workspace.succeed(command, "--stack", "dev", "--expect-no-changes", ...flags);

  for (const option of [1, 5]) {
    it(`option ${option}: an image that does not answer; then the old stack file, with and without --refresh`, async () => {
      await deploy(workspace, option);
      workspace.aws.account.containers = ({ image }) => ({ answers: () => image !== mute });
      for (const [flags, revisions] of [
        [[], ["1", "3"]],
        [["--refresh"], ["3", "5"]],
      ] as const) {
        const failed = await up({ image: mute });
        assert.notEqual(failed.code, 0, failed.output);
        assert.match(failed.output, rolledBack);
        assert.deepEqual([answer(), failed.lost], [`200 from ${revisions[0]}`, []]);
        const restored = await up({ image: first }, ...flags);
        assert.equal(restored.code, 0, restored.output);
        assert.deepEqual([answer(), restored.lost], [`200 from ${revisions[1]}`, []]);
      }
      await expectNoChanges("preview");
      await expectNoChanges("refresh", "--preview-only");
    });

    it(`option ${option}: a path that no container answers fails the update; the old path is healthy again`, async () => {
      await deploy(workspace, option);
      workspace.aws.account.containers = () => ({ answers: (path) => path === "/" });
      const failed = await up({ healthCheck: { path: "/missing" } });
      assert.notEqual(failed.code, 0, failed.output);
      assert.match(failed.output, rolledBack);
      // All tasks are unhealthy now, also the old ones, and load balancers then send requests to all of them.
      assert.deepEqual([answer(), failed.lost], ["200 from 1", []]);
      const restored = await up({ healthCheck: undefined }, "--refresh");
      assert.equal(restored.code, 0, restored.output);
      assert.deepEqual([answer(), restored.lost], ["200 from 3", []]);
      await expectNoChanges("preview");
    });

    it(`option ${option}: another path with the image that answers it, and not the old one`, async () => {
      await deploy(workspace, option);
      workspace.aws.account.containers = ({ image }) => ({
        answers: (path) => path === (image === next ? "/new" : "/"),
      });
      const { code, output, lost } = await up({ image: next, healthCheck: { path: "/new" } });
      assert.equal(code, 0, output);
      assert.deepEqual([answer(), lost], ["200 from 2", []]);
    });

    it(`option ${option}: with wait: false the update succeeds, and ECS rolls back`, async () => {
      await deploy(workspace, option);
      workspace.aws.account.containers = ({ image }) => ({ answers: () => image !== mute });
      const { code, output, lost } = await up({ image: mute, wait: false });
      assert.equal(code, 0, output);
      const { account } = workspace.aws;
      for (const deployment of account.deployments)
        assert.equal(account.finish(deployment).status, "ROLLBACK_SUCCESSFUL");
      assert.deepEqual([answer(), lost], ["200 from 1", []]);
    });
  }
});
