import assert from "node:assert/strict";
import { request } from "../../simulator/aws/traffic";
import { deploy } from "../support/deployed";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const image = [own("services"), 0, "image"] as const;
const [bad, good] = ["public.ecr.aws/nginx/nginx:missing", "public.ecr.aws/nginx/nginx:1.30"];
const rolledBack =
  /waiting for ECS Service \(\S+\) update: Service deployment rolled back because the circuit breaker threshold was exceeded\./;

describe("an update that fails after AWS has accepted it", () => {
  let workspace: Workspace;
  const pulumi = (...args: readonly string[]) => workspace.pulumi(...args, "--stack", "dev");
  const up = (...args: readonly string[]) => pulumi("up", "--yes", "--skip-preview", ...args);
  const answer = () => {
    const { account } = workspace.aws;
    const [api] = account.of("aws:apigatewayv2/api:Api");
    const host = `${api?.id ?? ""}.execute-api.us-east-1.amazonaws.com`;
    const { status, arrival } = request(account, { host, method: "GET", path: "/live/orders" });
    return `${status} from ${arrival?.taskDefinition.split("/").at(-1) ?? "nothing"}`;
  };

  before(async () => {
    workspace = await openWarmWorkspace();
    await deploy(workspace, 1);
    workspace.aws.account.containers = (container) => ({ starts: container.image !== bad });
  });
  after(() => {
    workspace.close();
  });

  it("a bad image fails the update with ECS's reason, and the old revision serves", async () => {
    assert.equal(answer(), "200 from private-integrations-dev-orders:1");
    editStack(workspace, [[image, bad]]);
    const { code, output } = await up();
    assert.notEqual(code, 0, output);
    assert.match(output, rolledBack);
    assert.equal(answer(), "200 from private-integrations-dev-orders:1");
  });

  it("a plain next update succeeds silently, and the old revision serves on", async () => {
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.equal(answer(), "200 from private-integrations-dev-orders:1");
    const preview = await pulumi("preview", "--expect-no-changes");
    assert.equal(preview.code, 0, preview.output);
    // The state and the account differ, which only a refresh sees.
    const refresh = await pulumi("refresh", "--preview-only", "--expect-no-changes");
    assert.notEqual(refresh.code, 0, refresh.output);
  });

  it("an update with --refresh tries again, and fails again", async () => {
    const { code, output } = await up("--refresh");
    assert.notEqual(code, 0, output);
    assert.match(output, rolledBack);
    assert.equal(answer(), "200 from private-integrations-dev-orders:1");
  });

  it("a good image succeeds", async () => {
    editStack(workspace, [[image, good]]);
    const { code, output } = await up("--refresh");
    assert.equal(code, 0, output);
    assert.equal(answer(), "200 from private-integrations-dev-orders:3");
  });

  it("a service that cannot be created fails the update with ECS's reason, and the next succeeds silently", async () => {
    editStack(workspace, [[[own("services"), 4], { name: "returns", vpc: "supply", image: bad, containerPort: 80 }]]);
    const { code, output } = await up();
    assert.notEqual(code, 0, output);
    assert.match(
      output,
      /waiting for ECS Service \(\S+returns\S*\) create: No rollback candidate was found to run the rollback\./,
    );
    const second = await up();
    assert.equal(second.code, 0, second.output);
  });
});
