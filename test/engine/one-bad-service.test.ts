import assert from "node:assert/strict";
import { request } from "../../simulator/aws/traffic";
import { create } from "../support/deployed";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const [bad, first, next] = ["1.0-missing", "1.29", "1.30"].map((tag) => `public.ecr.aws/nginx/nginx:${tag}`);
const nameOf = (index: number) => `s${String(index).padStart(2, "0")}`;

/** A service of one of two groups, so that fourteen share two load balancers. */
const service = (index: number, image = first) => ({
  name: nameOf(index),
  vpc: index % 2 === 0 ? "sales" : "supply",
  group: index % 2 === 0 ? "front" : "back",
  image,
  containerPort: 80,
});
const fourteen = Array.from({ length: 14 }, (_, index) => service(index + 1));
const faulty = 3;

describe("one bad service of fourteen under REST", () => {
  let workspace: Workspace;
  const up = (...args: readonly string[]) =>
    workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", ...args);
  const set = (services: readonly object[]) => {
    editStack(workspace, [
      [[own("option")], 5],
      [[own("services")], services],
    ]);
  };
  const statusOf = (name: string) => {
    const { account } = workspace.aws;
    const [api] = account.of("aws:apigateway/restApi:RestApi");
    const host = `${api?.id ?? ""}.execute-api.us-east-1.amazonaws.com`;
    return request(account, { host, method: "GET", path: `/live/${name}` }).status;
  };
  const statuses = () => fourteen.map(({ name }) => statusOf(name));
  /** The fourteen services with the next image, a bad one for the third, and a fifteenth service. */
  const withFault = (more: Record<string, unknown>) => [
    ...fourteen.map((entry, index) =>
      index + 1 === faulty ? { ...entry, image: bad, ...more } : { ...entry, image: next },
    ),
    service(15),
  ];

  before(async () => {
    workspace = await openWarmWorkspace();
    await create(workspace);
    set(fourteen);
    const { code, output } = await up();
    assert.equal(code, 0, output);
    workspace.aws.account.containers = (container) => ({ starts: container.image !== bad });
  });
  after(() => {
    workspace.close();
  });

  it("fails the update with its name, all services answer, and the API is not deployed", async () => {
    set(withFault({}));
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`aws:ecs:Service \\(?${nameOf(faulty)}\\b|Service::${nameOf(faulty)}\\b`));
    assert.match(output, /Service deployment rolled back because the circuit breaker threshold was exceeded/);
    assert.deepEqual([...new Set(statuses())], [200]);
    assert.equal(statusOf(nameOf(15)), 403);
  });

  it("fails again with --refresh, and holds the API back", async () => {
    const { code } = await up("--refresh");
    assert.notEqual(code, 0);
    assert.equal(statusOf(nameOf(15)), 403);
  });

  it("with wait: false the update succeeds, and the API is deployed", async () => {
    set(withFault({ wait: false }));
    const { code, output } = await up("--refresh");
    assert.equal(code, 0, output);
    assert.deepEqual([...new Set(statuses())], [200]);
    assert.equal(statusOf(nameOf(15)), 200);
  });
});
