import assert from "node:assert/strict";
import { join } from "node:path";
import { hostedZone, domainName } from "../support/front";
import { settingsOf } from "../support/scenario";
import { choose, editStack, own } from "../support/stack-file";
import type { Edits } from "../support/stack-file";
import { settingsOfStack } from "../support/stack-settings";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { writePackConfig } from "../../tools/policies";
import { stoppedBy, undeterminedRules } from "./findings";

const front: Edits = [
  [[own("hostedZone")], hostedZone],
  [[own("domain")], { name: domainName }],
  [[own("tls")], { serverName: "internal.example.com" }],
];
const services = own("services");
/** Listeners of existing load balancers that take TLS. */
const existing: Edits = [
  [[services, 0, "existing", "port"], 443],
  [[services, 0, "existing", "protocol"], "HTTPS"],
  [[services, 0, "existing", "serverName"], "billing.example.com"],
  [[services, 1, "existing", "protocol"], "TLS"],
  [[services, 1, "existing", "serverName"], "ledger.example.com"],
];
/** Nothing ends TLS before the container of a Cloud Map service. */
const mixed: Edits = [
  [[services, 2], undefined],
  [[own("stage")], "live"],
];

/** AWS's sources disagree on the path that a REST API with a V2 link sends. */
const route = "every-route-reaches-its-service";
/** The routes to what `reaches` names are not part of the stack. */
const reach = "every-reach-has-a-path";
/** The load balancers, subnets and NAT of an existing VPC are known by id only. */
const ids = [route, "private-tasks-reach-registry"];
const rest = [...ids, "rest-integration-port"];
const nlbs = [...ids, "privatelink-enforcement-off", "rest-integration-port"];
const albs = ["alb-in-two-zones", "balancer-and-vpc-link-in-one-vpc", "vpc-link-v2-zones"];

/** The role by which REST APIs write logs: those of other stacks write them by it too. */
const logRole = [
  "aws:apigateway/account:Account",
  "aws:iam/role:Role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];

/** A stack file, its changes, and the rules that cannot be decided, by option. */
interface Example {
  readonly stack: string;
  readonly edits: Edits;
  readonly undetermined: Readonly<Record<number, readonly string[]>>;
  /** Types of what stays after destroy, beside the validation records of certificates. */
  readonly left?: readonly string[];
}

const examples: readonly Example[] = [
  { stack: "dev", edits: [], undetermined: { 1: [], 2: [], 3: [], 4: [], 5: [route] } },
  { stack: "company", edits: [], undetermined: { 1: [reach], 2: [reach], 3: [reach], 4: [reach], 5: [reach, route] } },
  { stack: "mixed", edits: mixed, undetermined: { 1: [] } },
  { stack: "shared", edits: [], undetermined: { 1: [], 2: [], 3: [], 4: [], 5: [route] } },
  { stack: "secured", edits: [], undetermined: { 2: [], 3: [], 4: [], 5: [route] }, left: logRole },
  {
    stack: "operated",
    edits: [],
    // What is behind the endpoint of payments is in another account.
    undetermined: { 1: [route], 2: [route], 3: [route], 4: [route], 5: [route] },
    left: [...logRole, "aws:cloudwatch/logGroup:LogGroup", "aws:servicequotas/serviceQuota:ServiceQuota"],
  },
  { stack: "released", edits: [], undetermined: { 1: [], 4: [], 5: [route] } },
  {
    stack: "existing",
    edits: existing,
    undetermined: {
      1: [...albs, ...ids],
      2: nlbs,
      3: nlbs,
      4: ["alb-in-two-zones", ...nlbs],
      5: [...albs, ...rest],
    },
  },
];

describe("example stacks with TLS and a domain in the real engine", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);

  before(async () => {
    workspace = await openWarmWorkspace();
    // AWS has raised the quota that stack secured needs.
    workspace.aws.account.outside = { zones: {}, certificates: {}, restTimeoutMilliseconds: 60_000 };
    for (const { stack, edits } of examples) {
      await succeed("stack", "init", stack);
      editStack(workspace, [...front, ...edits], stack);
    }
  });
  after(() => {
    workspace.close();
  });

  /** Makes a protected stack one that can be destroyed, as the documents say: by an update that sets protect to false. */
  async function release(stack: string): Promise<void> {
    const { raw, region } = settingsOfStack(stack);
    if (!settingsOf(raw, region).protect) return;
    editStack(workspace, [[[own("protect")], false]], stack);
    await succeed("up", "--yes", "--skip-preview", "--stack", stack);
    editStack(workspace, [[[own("protect")], true]], stack);
  }

  for (const { stack, undetermined, left = [] } of examples) {
    for (const [option, rules] of Object.entries(undetermined)) {
      it(`${stack}, option ${option}: no changes after up; destroy leaves what is kept`, async () => {
        choose(workspace, Number(option), stack);
        const ofStack = ["--stack", stack] as const;
        // As `preview --policy-config-out` writes it: with the quotas and acknowledgements of the stack file.
        const packConfig = join(workspace.directory, "policy-config.json");
        const { raw, region } = settingsOfStack(stack);
        writePackConfig(packConfig, settingsOf(raw, region));
        const pack = ["--policy-pack", join(workspace.directory, "policies"), "--policy-pack-config", packConfig];
        const output = await succeed("up", "--yes", "--skip-preview", ...ofStack, ...pack);
        assert.deepEqual([stoppedBy(output), undeterminedRules(output)], [[], [...rules].sort()]);
        await succeed("preview", "--expect-no-changes", ...ofStack);
        await succeed("refresh", "--yes", "--expect-no-changes", ...ofStack);
        await release(stack);
        await succeed("destroy", "--yes", "--skip-preview", ...ofStack);
        const found = workspace.aws.account.all.map(({ type, inputs }) =>
          typeof inputs["type"] === "string" ? `${type} ${inputs["type"]}` : type,
        );
        assert.deepEqual([...new Set(found)].sort(), ["aws:route53/record:Record CNAME", ...left].sort());
        workspace.aws.account.restore({ store: [], generations: [] });
      });
    }
  }
});
