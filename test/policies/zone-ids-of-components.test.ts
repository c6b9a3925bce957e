import assert from "node:assert/strict";
import type { PackConfig } from "../../policies/config";
import { judge } from "../../policies/evaluate";
import { graphOf } from "../../policies/graph/graph";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import { runStack } from "../support/run";

const verdicts = async (config: PackConfig, edit: (outputs: object) => object) => {
  const { resources } = await runStack("dev", "preview");
  const edited = resources.map((resource) => ({
    ...resource,
    outputs: edit(resource.outputs) as Record<string, unknown>,
  }));
  const graph = graphOf(fromSnapshot(edited));
  return ["every-route-reaches-its-service", "vpc-link-v2-zones"].map((id) => {
    const rule = rules.find((candidate) => candidate.id === id);
    assert.ok(rule);
    const { violations, undetermined } = judge(rule, graph, config);
    return { violations: violations.length, undetermined: undetermined.length };
  });
};
const withZones = (zoneIds: object | undefined) => (outputs: object) =>
  "zoneIds" in outputs ? { ...outputs, zoneIds } : outputs;

/** Which subnets load balancers and services use stays unknown at a first preview: one finding for each hop. */
const decided = [
  { violations: 0, undetermined: 2 },
  { violations: 0, undetermined: 0 },
];
/** One more for the hop of the links, and one for each link. */
const open = [
  { violations: 0, undetermined: 3 },
  { violations: 0, undetermined: 2 },
];

describe("zone ids that a component looked up", () => {
  it("decide at a first preview, without the setting zoneIds", async () => {
    assert.deepEqual(await verdicts({}, (outputs) => outputs), decided);
    assert.deepEqual(await verdicts({}, withZones(undefined)), open);
  });

  it("decide against a zone without VPC links V2", async () => {
    // use1-az3 has none: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
    const zones = { "us-east-1b": "use1-az3", "us-east-1c": "use1-az3" };
    const [routes, links] = await verdicts({}, withZones(zones));
    // One for each link, and one for each subnet of its VPC: each of the four may be one of the link.
    assert.deepEqual([routes?.violations, links?.violations], [2, 8]);
  });

  it("give way to the setting", async () => {
    const zoneIds = { "us-east-1b": "use1-az1", "us-east-1c": "use1-az2" };
    const wrong = { "us-east-1b": "use1-az3", "us-east-1c": "use1-az3" };
    assert.deepEqual(await verdicts({ zoneIds }, withZones(wrong)), decided);
  });
});
