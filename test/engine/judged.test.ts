import assert from "node:assert/strict";
import { join } from "node:path";
import { deploy } from "../support/deployed";
import type { Edits } from "../support/stack-file";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { stoppedBy, undeterminedRules } from "./findings";
import { fifth, returns } from "./live-stack";

interface Edit {
  readonly title: string;
  readonly changes: Edits;
  /** Rules that cannot be decided, by option; none by default. */
  readonly undetermined: Readonly<Record<number, readonly string[]>>;
}

const route = "every-route-reaches-its-service";
/** The name of a new load balancer is unknown, and so is each URI that has it. */
const uris = [route, "rest-integration-port", "rest-proxy-path-one-unit"];
/** A list of subnets with a new subnet is one unknown. The id of its zone is known: the component of the VPC has it. */
const ofTasks = [route, "private-tasks-reach-registry"];
const ofAlbs = ["alb-in-two-zones", ...ofTasks];
/** AWS's sources disagree on the path that a REST API with a V2 link sends. */
const assumed = [route];
const sorted = (...rules: readonly string[]) => [...new Set(rules)].sort();

const firstService = [own("services"), 0] as const;
const firstVpc = [own("vpcs"), 0] as const;
const edits: readonly Edit[] = [
  { title: "no edit", changes: [], undetermined: { 5: assumed } },
  {
    title: "another image",
    changes: [[[...firstService, "image"], "public.ecr.aws/nginx/nginx:1.30"]],
    undetermined: { 5: assumed },
  },
  { title: "a service added", changes: [[fifth, returns]], undetermined: { 2: uris, 5: uris } },
  {
    title: "a service moved to the other VPC",
    changes: [[[...firstService, "vpc"], "supply"]],
    undetermined: { 2: uris, 5: uris },
  },
  {
    title: "a zone added",
    changes: [
      [
        [...firstVpc, "zones"],
        ["use1-az1", "use1-az2", "use1-az4"],
      ],
    ],
    undetermined: {
      1: ofAlbs,
      2: ofTasks,
      3: ofTasks,
      4: ofAlbs,
      5: ofAlbs,
    },
  },
  {
    title: "another CIDR block",
    changes: [[[...firstVpc, "cidr"], "10.9.0.0/16"]],
    undetermined: {
      1: ofAlbs,
      2: sorted(...ofTasks, ...uris),
      3: sorted(...ofTasks, ...uris),
      4: sorted(...ofAlbs, ...uris),
      5: sorted(...ofAlbs, ...uris),
    },
  },
];

describe("policies on the preview of a deployed stack in the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    for (const { title, changes, undetermined } of edits) {
      it(`option ${option}, ${title}: only new values are undetermined`, async () => {
        await deploy(workspace, option);
        editStack(workspace, changes);
        const { code, output } = await workspace.pulumi(
          ...["preview", "--stack", "dev", "--policy-pack", join(workspace.directory, "policies")],
        );
        assert.equal(code, 0, output);
        assert.deepEqual(stoppedBy(output), []);
        assert.deepEqual(undeterminedRules(output), undetermined[option] ?? []);
      });
    }
  }
});
