import assert from "node:assert/strict";
import type { Hop } from "../../../policies/hops";
import { prove } from "../../../policies/paths/prove";
import { judge } from "../../../policies/evaluate";
import { rules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { snapshotGraph } from "../../support/graphs";
import { memo } from "../../support/memo";
import { runStack } from "../../support/run";
import type { Snapshot } from "../mutants/edit";
import { front } from "../mutants/front";

const config = { zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1") } };

/** A stack with TLS on every hop to its load balancers, and a domain name. */
const overrides = {
  tls: { serverName: "lb.internal.example.com" },
  domain: { name: "api.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};
const snapshotOf = memo(async (option: number, pass: "preview" | "apply"): Promise<Snapshot> => {
  const { resources } = await runStack("dev", pass, { option, ...overrides });
  return resources;
});
const proofsOf = (snapshot: Snapshot) => prove({ graph: snapshotGraph(snapshot), config, rules });

/** By kind of mutant, the hop at which the request path breaks, by hand. */
const expected: Readonly<Record<string, Hop>> = {
  "HTTPS listener that takes plain text": "listener",
  "listener certificate for another name": "listener",
  "HTTP API that calls TLS listeners with http": "listener",
  "REST API that calls TLS listeners with http": "listener",
  "TLS listener before an ALB": "listener",
  "HTTP health check of an ALB that ends TLS": "target group",
  "certificate of the domain for another name": "domain",
  "record of the domain for a load balancer": "domain",
  "open default endpoint behind mutual TLS": "stage",
};

/** Hops that are undetermined at a first preview: the uri of a REST API is known under TLS. */
const undetermined: Readonly<Record<number, readonly Hop[]>> = {
  1: ["balancer", "task"],
  2: ["task"],
  3: ["task"],
  4: ["balancer", "task"],
  5: ["balancer", "task"],
};

describe("request paths with TLS and a domain name", () => {
  const seen = new Map<string, number>();

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: every route is proved once ids are known`, async () => {
      const proofs = proofsOf(await snapshotOf(option, "apply"));
      assert.deepEqual([...new Set(proofs.map(({ verdict }) => verdict))], ["proved"]);
    });

    it(`option ${option}: a first preview knows the uri`, async () => {
      const proofs = proofsOf(await snapshotOf(option, "preview"));
      const hops = new Set(proofs.flatMap(({ open }) => open.map(({ hop }) => hop)));
      assert.deepEqual([...hops].sort(), undetermined[option]);
    });

    for (const pass of ["preview", "apply"] as const) {
      it(`option ${option}: mutants break at the faulty hop, ${pass}`, async () => {
        const snapshot = await snapshotOf(option, pass);
        for (const { kind, caughtBy, mutants } of front) {
          for (const { title, snapshot: mutant } of mutants(snapshot)) {
            const hops = new Set(proofsOf(mutant).flatMap(({ broken }) => broken?.hop ?? []));
            assert.deepEqual([...hops], [expected[kind]], title);
            const rule = rules.find(({ id }) => id === caughtBy);
            assert.ok(rule);
            assert.ok(judge(rule, snapshotGraph(mutant), config).violations.length > 0, `${caughtBy}: ${title}`);
            seen.set(kind, (seen.get(kind) ?? 0) + 1);
          }
        }
      });
    }
  }

  it("each kind of mutant occurs", () => {
    assert.deepEqual([...seen.keys()].sort(), Object.keys(expected).sort());
  });

  it("a proof lists domain name, mapping, and the connection of each hop", async () => {
    const [, proof] = proofsOf(await snapshotOf(4, "apply"));
    assert.ok(proof);
    assert.deepEqual(
      proof.steps.flatMap(({ hop, connection }) =>
        connection === undefined && hop !== "mapping"
          ? []
          : [[hop, connection?.encryption, connection?.verifies, connection?.certificate].filter(Boolean).join(" ")],
      ),
      [
        "domain verified api.example.com api.example.com",
        "mapping",
        "listener passed lb.internal.example.com",
        "listener verified lb.internal.example.com lb.internal.example.com",
        "container none",
      ],
    );
  });
});
