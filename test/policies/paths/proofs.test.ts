import assert from "node:assert/strict";
import { graphOf } from "../../../policies/graph/graph";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { prove } from "../../../policies/paths/prove";
import type { Hop } from "../../../policies/hops";
import { rules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { memo } from "../../support/memo";
import { runStack } from "../../support/run";

/** The quota is what Pulumi.secured.yaml records as raised. */
const config = {
  zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1") },
  quotas: { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "raised for monthly reports" } },
};

const proofs = memo(async (stack: string, option: number, pass: "preview" | "apply") => {
  const { resources } = await runStack(stack, pass, { option });
  return prove({ graph: graphOf(fromSnapshot(resources)), config, rules });
});

/** The hops of a proof in order. Ports of shared listeners are not what is compared. */
const stepsOf = ({ steps }: Awaited<ReturnType<typeof proofs>>[number]) =>
  steps.map(({ hop, name }) => `${hop} ${name.replace(/\d{5}/, "PORT")}`);

const stacks: readonly [stack: string, option: number][] = [
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["dev", option]),
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["shared", option]),
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["company", option]),
  ["mixed", 1],
  ...[2, 3, 4, 5].map((option): [string, number] => ["secured", option]),
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["operated", option]),
  ...[1, 4, 5].map((option): [string, number] => ["released", option]),
];

/**
 * Hops that are undetermined at a first preview. awsx lists the subnets of a VPC as one unknown value. The zones of an ALB
 * and the route of a task to the internet depend on it; without NAT gateways, the route does not. A REST uri contains an
 * unknown DNS name.
 */
const subnetsOfAlb: Hop = "balancer";
const subnetsOfTask: Hop = "task";
/** A service of another account. */
const elsewhere: Hop = "endpoint";
const uri: readonly Hop[] = ["path", "listener"];
const undetermined: Readonly<Record<string, readonly Hop[]>> = {
  "dev 1": [subnetsOfAlb, subnetsOfTask],
  "dev 2": [...uri, subnetsOfTask],
  "dev 3": [...uri, subnetsOfTask],
  "dev 4": [...uri, subnetsOfAlb, subnetsOfTask],
  "dev 5": [...uri, subnetsOfAlb, subnetsOfTask],
  "shared 1": [subnetsOfAlb],
  "shared 2": uri,
  "shared 3": uri,
  // The rule of the shared ALB depends on the path.
  "shared 4": [...uri, subnetsOfAlb, "rule"],
  "shared 5": [...uri, subnetsOfAlb, "rule"],
  "mixed 1": [subnetsOfAlb, subnetsOfTask],
  // With TLS, the uri contains the server name, which is known.
  "secured 2": [subnetsOfTask],
  "secured 3": [subnetsOfTask],
  "secured 4": [subnetsOfAlb, subnetsOfTask],
  "secured 5": [subnetsOfAlb, subnetsOfTask],
  "operated 1": [subnetsOfAlb, elsewhere, subnetsOfTask],
  "operated 2": [...uri, elsewhere, subnetsOfTask],
  "operated 3": [...uri, elsewhere, subnetsOfTask],
  "operated 4": [...uri, subnetsOfAlb, elsewhere, subnetsOfTask],
  "operated 5": [...uri, subnetsOfAlb, elsewhere, subnetsOfTask],
  "released 1": [subnetsOfAlb, subnetsOfTask],
  // The rule of the shared ALB depends on the path.
  "released 4": [...uri, subnetsOfAlb, subnetsOfTask, "rule"],
  "released 5": [...uri, subnetsOfAlb, subnetsOfTask, "rule"],
  "company 1": [subnetsOfAlb, subnetsOfTask],
  "company 2": [...uri, subnetsOfTask],
  "company 3": [...uri, subnetsOfTask],
  "company 4": [...uri, subnetsOfAlb, subnetsOfTask, "rule"],
  "company 5": [...uri, subnetsOfAlb, subnetsOfTask, "rule"],
};

describe("request paths of the example stacks", () => {
  for (const [stack, option] of stacks) {
    it(`${stack}, option ${option}: every route to a container is proved in an apply pass`, async () => {
      const all = await proofs(stack, option, "apply");
      assert.ok(all.length > 0);
      assert.deepEqual(
        all.filter(({ verdict }) => verdict !== "proved").map(({ route }) => route),
        stack === "operated" ? ["ANY /payments", "ANY /payments/{proxy+}"] : [],
      );
    });

    it(`${stack}, option ${option}: a first preview leaves only unknown values undetermined`, async () => {
      const all = await proofs(stack, option, "preview");
      assert.deepEqual(
        all.flatMap(({ broken }) => broken ?? []),
        [],
      );
      const open = new Set(all.flatMap((proof) => proof.open.map(({ hop }) => hop)));
      assert.deepEqual([...open].sort(), [...(undetermined[`${stack} ${option}`] ?? [])].sort());
    });
  }

  it("a proof lists all hops of a request in order", async () => {
    const all = await proofs("shared", 4, "apply");
    const search = all.find(({ route }) => route === "ANY /search/{proxy+}");
    assert.ok(search);
    assert.deepEqual(stepsOf(search), [
      "stage option-4",
      "route option-4/search/{proxy+}",
      "access option-4/search/{proxy+}",
      "integration option-4/search/{proxy+}",
      "path option-4/search/{proxy+}",
      "link shop-front-1",
      "balancer shop-front-1",
      "listener shop-front-1-PORT",
      "target group shop-front-1-web",
      "balancer web-alb",
      "listener web-alb-80",
      "rule web-alb-80-search",
      "target group web-alb-search",
      "service search",
      "container search",
      "task search",
    ]);
    assert.deepEqual(search.services, ["search"]);
  });

  it("a request to another account is proved up to the VPC endpoint", async () => {
    const all = await proofs("operated", 4, "apply");
    const payments = all.find(({ route }) => route === "ANY /payments");
    assert.ok(payments);
    assert.deepEqual(stepsOf(payments), [
      "stage option-4",
      "route option-4/payments",
      "access option-4/payments",
      "integration option-4/payments",
      "path option-4/payments",
      "link shop-front-1",
      "balancer shop-front-1",
      "listener shop-front-1-PORT",
      "target group shop-front-1-payments",
      "balancer payments-alb",
      "listener payments-alb-80",
      "target group payments-alb",
      "endpoint payments",
    ]);
    assert.deepEqual([payments.verdict, payments.services], ["undetermined", []]);
    assert.deepEqual(
      payments.open.map(({ hop, name }) => `${hop} ${name}`),
      ["endpoint payments"],
    );
  });

  it("REST APIs with V2 links have an assumption about the stage name", async () => {
    const assumed = async (option: number) => (await proofs("dev", option, "apply")).flatMap((proof) => proof.assumed);
    assert.equal((await assumed(5)).filter((text) => text.includes("stage")).length, 8);
    assert.deepEqual(await assumed(2), []);
  });

  it("resources outside the stack are named and undetermined", async () => {
    const all = await proofs("existing", 5, "apply");
    const billing = all.find(({ route }) => route === "ANY /billing");
    assert.ok(billing);
    assert.equal(billing.verdict, "undetermined");
    assert.match(
      billing.open.find(({ hop }) => hop === "balancer")?.needs ?? "",
      /loadbalancer\/app\/billing\/.* not in the stack/,
    );
  });
});
