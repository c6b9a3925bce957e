import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackDiff } from "../../report/diff";
import { main as diffTool } from "../../tools/diff";
import { main as previewTool } from "../../tools/preview";
import { deploy } from "../support/deployed";
import { editStack, ofKeys, own, stackFile } from "../support/stack-file";
import type { Edits } from "../support/stack-file";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";
import { fifth, liveSuite, returns } from "./live-stack";

const services = own("services");
const vpcs = own("vpcs");
const image = (tag: string) => `public.ecr.aws/nginx/nginx:${tag}`;

interface Edit {
  readonly edits: Edits;
  /** Options under which the edit is possible. */
  readonly options: readonly number[];
  /** What only the engine sees: a text with an id in it, such as a policy, whose other words change. */
  readonly unseen?: Happenings;
}

/** What happens to resources, a sorted line each: what, and the end of the URN. */
type Happenings = readonly string[];

const all = [1, 3, 5];
const renamed: Edits = [
  [[services, 0, "name"], "purchases"],
  [[services, 0, "formerly"], ["orders"]],
  [[services, 0, "path"], "/orders"],
];

const edits: Readonly<Record<string, Edit>> = {
  "a service more": { edits: [[fifth, returns]], options: all },
  "a service less": { edits: [[[services, 1], undefined]], options: [1, 3] },
  "another name of a service": { edits: renamed, options: all },
  "a NAT gateway for each zone": { edits: [[[vpcs, 0, "nat"], "perZone"]], options: [5] },
  "a zone more": {
    edits: [
      [
        [vpcs, 0, "zones"],
        ["use1-az1", "use1-az2", "use1-az4"],
      ],
    ],
    options: [1, 3],
  },
  "an NLB and a group instead of ALBs": {
    edits: [
      [[services, 0, "balancer"], "nlb"],
      ...[2, 3].map((index) => [[services, index, "group"], "goods"] as const),
    ],
    options: [1, 5],
  },
  "another port, path, image, size and stage": {
    edits: [
      [[services, 0, "containerPort"], 8080],
      [[services, 0, "path"], "/purchases"],
      [[services, 1, "image"], image("1.30")],
      [[services, 2, "memoryMiB"], 1024],
      [[own("stage")], "live"],
      [[own("tags")], { owner: "shop" }],
    ],
    options: all,
  },
  "operation keys": {
    edits: ofKeys({
      alarms: { topic: "arn:aws:sns:us-east-1:123456789012:alarms" },
      dashboard: true,
      containerInsights: "enabled",
      tracing: true,
      protect: true,
      retainLogs: true,
      loadBalancerLogs: { bucket: "shop-logs" },
    }),
    options: all,
  },
  "another CIDR block": {
    edits: [
      [[vpcs, 0, "cidr"], "10.9.0.0/16"],
      [[vpcs, 0, "nat"], "none"],
      ...[0, 1].map(
        (index) => [[services, index, "image"], "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"] as const,
      ),
    ],
    options: [3],
    unseen: ["customers", "orders"].map((name) => `updated aws:iam/rolePolicy:RolePolicy::${name}-execution`),
  },
  "another option": { edits: [[[own("option")], "4"]], options: all },
};

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: { readonly urn: string; readonly custom?: boolean };
  readonly newState?: { readonly urn: string; readonly custom?: boolean };
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

const isStack = (urn: string) => urn.includes("pulumi:pulumi:Stack");

const happening = (word: string, urn: string) => `${word} ${urn.split("$").at(-1) ?? ""}`;

/** What the engine would do, by its own preview. */
function ofEngine(output: string): Happenings {
  const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as { readonly steps: readonly Step[] };
  const words: Readonly<Record<string, string>> = {
    create: "added",
    delete: "removed",
    replace: "replaced",
    update: "updated",
  };
  return steps
    .filter(({ oldState, newState, urn }) => (newState ?? oldState)?.custom === true && !isStack(urn))
    .flatMap(({ op, urn }) => (words[op] === undefined ? [] : [happening(words[op], urn)]))
    .sort();
}

const ofDiff = ({ resources: { added, removed, replaced, updated } }: StackDiff): Happenings =>
  [
    ...added.map(({ urn }) => happening("added", urn)),
    ...removed.map(({ urn }) => happening("removed", urn)),
    ...replaced.map(({ resource: { urn } }) => happening("replaced", urn)),
    ...updated.map(({ resource: { urn } }) => happening("updated", urn)),
  ].sort();

const preview = inProcess(previewTool);
const diff = inProcess(diffTool);

describe("what diff says of resources, and what the real engine previews", () => {
  const live = liveSuite();

  /** What `preview --json` prints about the stack file, in a file. */
  async function previewedTo(name: string): Promise<string> {
    const directory = stackProject("dev", readFileSync(stackFile(live.workspace), "utf8"));
    const { status, stdout } = await preview("--stack", "dev", "--directory", directory, "--json");
    assert.equal(status, 0, stdout);
    const file = join(directory, name);
    writeFileSync(file, stdout);
    return file;
  }

  for (const [name, { edits: changes, options, unseen = [] }] of Object.entries(edits))
    for (const option of options)
      it(`${name}, option ${option}`, async () => {
        await deploy(live.workspace, option);
        const before = await previewedTo("before.json");
        editStack(live.workspace, changes);
        const after = await previewedTo("after.json");
        const { stdout } = await diff("--before", before, "--after", after, "--json");
        const found = (JSON.parse(stdout) as { diff: StackDiff }).diff;
        const engine = await live.workspace.succeed("preview", "--stack", "dev", "--json");
        assert.deepEqual([...ofDiff(found), ...unseen].sort(), ofEngine(engine));
        // The engine shows no step for a resource that only has another name.
        const urns = new Set(live.workspace.state("dev").resources.map(({ urn }) => urn));
        for (const pair of found.resources.renamed)
          assert.deepEqual([urns.has(pair.before.urn), urns.has(pair.after.urn)], [true, false]);
        assert.equal(found.resources.renamed.length > 0, changes === renamed);
      });
});
