import assert from "node:assert/strict";
import type { Existing } from "../../simulator/aws/existing";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const publicPaths = [own("services"), 0, "publicPaths"] as const;
const closedPaths = [own("services"), 0, "closedPaths"] as const;
const deployment = "aws:apigateway/deployment:Deployment";

describe("the deployed snapshot of a REST API in the real engine", () => {
  const live = liveSuite();

  /** The one deployment, which the stage has. */
  const deployed = (): Existing => {
    const { account } = live.workspace.aws;
    const [stage] = account.of("aws:apigateway/stage:Stage");
    const [only, ...others] = account.of(deployment);
    assert.deepEqual(others, []);
    assert.ok(only !== undefined && only.id === stage?.inputs["deployment"]);
    return only;
  };
  const pathsOf = (method: string) =>
    (deployed().deployed ?? []).flatMap((one) => (one.method === method ? [one.path] : [])).sort();

  const authorizationOf = (path: string) =>
    (deployed().deployed ?? []).find((one) => one.path === path && one.method === "ANY")?.methodInputs["authorization"];

  it("has access and preflights at once, and a path that is public no longer until the deployment is replaced", async () => {
    await deploy(live.workspace, 5);
    const before = pathsOf("ANY");
    live.stack.set([own("auth")], { kind: "iam" });
    live.stack.set([own("cors")], { origins: ["https://shop.example.com"] });
    live.stack.set(publicPaths, ["/orders/health"]);
    const { created, replaced } = counts(await live.stack.up(5));
    // 2 resources, 2 methods with integrations, 10 preflights with 4 resources, 2 gateway responses.
    assert.deepEqual([created, replaced], [2 + 4 + 40 + 2, 1]);
    assert.deepEqual(pathsOf("ANY"), [...before, "/orders/health", "/orders/health/{proxy+}"].sort());
    assert.deepEqual(pathsOf("OPTIONS"), pathsOf("ANY"));

    // Pulumi deletes the methods after the deployment has been created.
    live.stack.set(publicPaths, undefined);
    await live.stack.up(5);
    assert.ok(pathsOf("ANY").includes("/orders/health"));
    assert.deepEqual(Object.keys(counts(await live.stack.up(5))), ["unchanged"]);
    const again = ["up", "--yes", "--skip-preview", "--stack", "dev", "--replace", deployed().urn];
    assert.equal(counts(await live.workspace.succeed(...again))["replaced"], 1);
    assert.deepEqual(pathsOf("ANY"), before);
    assert.deepEqual(pathsOf("OPTIONS"), before);

    // A path that is closed keeps its methods for this update, so that the deployment has them closed.
    live.stack.set(publicPaths, ["/orders/health"]);
    await live.stack.up(5);
    assert.equal(authorizationOf("/orders/health"), "NONE");
    live.stack.set(publicPaths, undefined);
    live.stack.set(closedPaths, ["/orders/health"]);
    await live.stack.up(5);
    assert.equal(authorizationOf("/orders/health"), "AWS_IAM");
    assert.equal(authorizationOf("/orders/health/{proxy+}"), "AWS_IAM");
    live.stack.set(closedPaths, undefined);
    await live.stack.up(5);
    assert.equal(authorizationOf("/orders/health"), "AWS_IAM");

    live.stack.set([own("auth")], undefined);
    live.stack.set([own("cors")], undefined);
    await live.stack.up(5);
    assert.deepEqual(Object.keys(counts(await live.stack.up(5))), ["unchanged"]);
  });
});
