import assert from "node:assert/strict";
import type { AccountEvent } from "../../simulator/aws/account";
import { typeOf } from "../../simulator/aws/account";
import { create } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";
import { counts, liveSuite } from "./live-stack";
import { watch } from "./watched";

type Counts = Readonly<Record<string, number>>;

const settings = settingsOf({ ...settingsOfStack("dev").raw, ...withDomain() });

/** Calls by kind and type: `create listener:Listener`. */
function tally(calls: readonly AccountEvent[]): Counts {
  const found: Record<string, number> = {};
  for (const { kind, urn } of calls) {
    const key = `${kind} ${typeOf(urn).split("/").at(-1) ?? ""}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

const each = (kind: "create" | "delete", types: Counts): Counts =>
  Object.fromEntries(Object.entries(types).map(([type, count]) => [`${kind} ${type}`, count]));

// Stack dev has two VPCs with private subnets in two zones, and four services, each with a route for its path and one for
// the paths below it. API Gateway removes the path prefix of each, so each route has its own integration.

/** The REST API of an option: a resource, method and integration for each route. */
const restApi = {
  "restApi:RestApi": 1,
  "resource:Resource": 8,
  "method:Method": 8,
  "integration:Integration": 8,
  "stage:Stage": 1,
};

/** Option 1 beside option 4, which has the same ALBs. */
const onlyOf1 = {
  "api:Api": 1,
  "integration:Integration": 8,
  "route:Route": 8,
  "stage:Stage": 1,
  "logGroup:LogGroup": 1,
  // A link for each VPC with its security group, and a rule on each side of its connections to the four ALBs.
  "vpcLink:VpcLink": 2,
  "securityGroup:SecurityGroup": 2,
  "securityGroupEgressRule:SecurityGroupEgressRule": 4,
  "securityGroupIngressRule:SecurityGroupIngressRule": 4,
};

/** Option 4 beside option 1: an NLB with a link for each VPC, and a listener with a target group for each ALB. */
const onlyOf4 = {
  ...restApi,
  "vpcLink:VpcLink": 2,
  "loadBalancer:LoadBalancer": 2,
  "listener:Listener": 4,
  "targetGroup:TargetGroup": 4,
  "targetGroupAttachment:TargetGroupAttachment": 4,
  "securityGroup:SecurityGroup": 2,
  "securityGroupEgressRule:SecurityGroupEgressRule": 4,
  // Four ALBs from their NLBs, and four listeners of NLBs from two subnets each.
  "securityGroupIngressRule:SecurityGroupIngressRule": 12,
};

/** Option 3: an NLB with a link for each VPC, and a listener with a target group for each service. */
const onlyOf3 = {
  ...restApi,
  "vpcLink:VpcLink": 2,
  "loadBalancer:LoadBalancer": 2,
  "listener:Listener": 4,
  "targetGroup:TargetGroup": 4,
  "securityGroup:SecurityGroup": 2,
  "securityGroupEgressRule:SecurityGroupEgressRule": 4,
};

/** Option 5: a link for each VPC, and an ALB for each service. */
const onlyOf5 = {
  ...restApi,
  "vpcLink:VpcLink": 2,
  "loadBalancer:LoadBalancer": 4,
  "listener:Listener": 4,
  "targetGroup:TargetGroup": 4,
  "securityGroup:SecurityGroup": 6,
  // From two links to four ALBs, and from there to the tasks.
  "securityGroupEgressRule:SecurityGroupEgressRule": 8,
  "securityGroupIngressRule:SecurityGroupIngressRule": 8,
};

/** A REST API that stays opens or closes its execute-api URL, which needs another deployment. */
const flagOfRest = { "update restApi:RestApi": 1, "update stage:Stage": 1 };
const flagOfHttp = { "update api:Api": 1 };
const redeployed = { "update service:Service": 4 };
const moved = { "update aws-native:apigatewayv2:ApiMapping": 1 };

interface Steps {
  readonly pair: readonly [from: number, to: number];
  readonly arrives: Counts;
  /** Undefined where it is not tried, nor the way back after the move: there it differs from the other pair in nothing. */
  readonly leavesAgain?: Counts;
  readonly finishes: Counts;
}

const all: readonly Steps[] = [
  {
    pair: [1, 4],
    arrives: { ...each("create", { ...onlyOf4, "deployment:Deployment": 1 }), ...flagOfHttp },
    leavesAgain: { ...each("delete", { ...onlyOf4, "deployment:Deployment": 1 }), ...flagOfHttp },
    finishes: {
      ...each("delete", { ...onlyOf1, "deployment:Deployment": 1 }),
      "create deployment:Deployment": 1,
      ...flagOfRest,
    },
  },
  {
    pair: [3, 5],
    arrives: {
      ...each("create", { ...onlyOf5, "deployment:Deployment": 2 }),
      "delete deployment:Deployment": 1,
      ...flagOfRest,
      ...redeployed,
    },
    finishes: {
      // Four tasks from their NLBs.
      ...each("delete", {
        ...onlyOf3,
        "securityGroupIngressRule:SecurityGroupIngressRule": 4,
        "deployment:Deployment": 2,
        "taskDefinition:TaskDefinition": 4,
      }),
      // Behind an NLB, tasks have longer to stop.
      "create taskDefinition:TaskDefinition": 4,
      "create deployment:Deployment": 1,
      ...flagOfRest,
      ...redeployed,
    },
  },
];

describe("a standby of a live stack in the real engine", () => {
  const live = liveSuite();

  for (const { pair, arrives, leavesAgain, finishes } of all) {
    const [from, to] = pair;
    it(`from ${from} to ${to}: each step touches what it has to, and no request is lost`, async () => {
      await create(live.workspace);
      live.stack.setKeys(withDomain());
      await live.stack.up(from);
      const alone = live.stack.size;
      const step = async (option: number, standby: number | undefined, expected: Counts) => {
        live.stack.setKeys({ standby });
        const { calls, unmapped, lost } = await watch(live.workspace, settings, () => live.stack.up(option));
        assert.deepEqual([tally(calls), unmapped, lost], [expected, [], {}], `option ${option}, standby ${standby}`);
      };
      await step(from, to, arrives);
      if (leavesAgain !== undefined) {
        // Repeated from here, instead of made a second time.
        const standing = live.workspace.save();
        await step(from, undefined, leavesAgain);
        assert.equal(live.stack.size, alone);
        live.workspace.restore(standing);
        await step(to, from, moved);
        await step(from, to, moved);
      }
      await step(to, from, moved);
      await step(to, undefined, finishes);
      assert.deepEqual(Object.keys(counts(await live.stack.up(to))), ["unchanged"]);
    }).timeout(240_000);
  }
});
