import assert from "node:assert/strict";
import { fromEngine } from "../../policies/graph/engine";
import { graphOf } from "../../policies/graph/graph";
import type { Resource } from "../../policies/graph/resource";
import { fromSnapshot } from "../../policies/graph/snapshot";
import type { Proof } from "../../policies/paths/prove";
import { prove } from "../../policies/paths/prove";
import { singleRules } from "../../policies/rules";
import { allZones } from "../../simulator/aws/zones";
import { asEngine } from "../support/engine-resources";
import { runStack } from "../support/run";
import { everyOption } from "../support/scenario";
import { verdictsOn } from "../support/verdicts";

const tls = { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:123456789012:certificate/a1" };
const taking = { containerTls: true, containerPort: 8443 };

const cases: Readonly<Record<string, Record<string, unknown>>> = {
  "that takes TLS": taking,
  "that moves to TLS": { ...taking, standby: { containerTls: false, containerPort: 8080 } },
  "that moves back": { containerPort: 8080, standby: taking },
};

async function resourcesOf(pass: "preview" | "apply", option: number, keys: Record<string, unknown>) {
  const services = [
    { name: "orders", vpc: "sales", image: "nginx:1.29", ...keys },
    { name: "stock", vpc: "sales", image: "nginx:1.29" },
  ];
  const { resources } = await runStack("dev", pass, { option, tls, services });
  return pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources);
}

const proofsOf = (resources: readonly Resource[]) =>
  prove({ graph: graphOf(resources), config: { zoneIds: allZones() }, rules: singleRules });

/** How each route to orders is encrypted on its last hop. */
const lastHops = (proofs: readonly Proof[]) =>
  new Set(
    proofs
      .filter(({ route }) => route.includes("orders"))
      .map(({ steps }) => steps.flatMap(({ connection }) => connection?.encryption ?? []).at(-1)),
  );

for (const option of everyOption) {
  for (const [title, keys] of Object.entries(cases)) {
    it(`option ${String(option)}: the policies accept a container ${title}, and prove its routes`, async () => {
      const [first, known] = [await resourcesOf("preview", option, keys), await resourcesOf("apply", option, keys)];
      for (const resources of [first, known]) assert.deepEqual(verdictsOn(resources).mandatory, []);
      assert.ok(proofsOf(first).every(({ verdict }) => verdict !== "refuted"));
      assert.deepEqual(
        proofsOf(known).map(({ verdict }) => verdict),
        ["proved", "proved", "proved", "proved"],
      );
      assert.deepEqual([...lastHops(proofsOf(known))], [keys["containerTls"] === true ? "unverified" : "none"]);
    });
  }
}

/** Proofs of the stack of an option whose target group of orders has another health check. */
async function withCheck(option: number, protocol: string): Promise<readonly Proof[]> {
  const resources = await resourcesOf("apply", option, taking);
  return proofsOf(
    resources.map((resource) => {
      if (!resource.name.endsWith("-tls")) return resource;
      const { healthCheck } = resource.props as { readonly healthCheck: object };
      return { ...resource, props: { ...resource.props, healthCheck: { ...healthCheck, protocol } } };
    }),
  );
}

describe("an HTTP health check of targets that take TLS", () => {
  for (const option of [1, 2]) {
    it(`option ${String(option)}: leaves the routes undetermined`, async () => {
      const proofs = (await withCheck(option, "HTTP")).filter(({ route }) => route.includes("orders"));
      assert.deepEqual(
        proofs.map(({ verdict }) => verdict),
        ["undetermined", "undetermined"],
      );
      assert.match(proofs[0]?.open[0]?.needs ?? "", /answer an HTTP health check at a port that serves (HTTPS|TLS)/);
    });
  }
});
