import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import { asEngine } from "../support/engine-resources";
import { withDomain } from "../support/front";
import { runStack } from "../support/run";

/** Rules on TLS and domain names; those on mutual TLS and other ways to map a domain have no subject in the stacks. */
const about = [
  "alias-record-names-its-domain",
  "certificate-validated-before-use",
  "domain-certificate-in-region",
  "listener-tls-policy",
  "mapping-key-accepted",
  "mapping-waits-for-stage",
  "requests-to-balancer-encrypted",
  "security-policy-accepted",
  "server-name-on-certificate",
  "tls-listener-has-server-name",
  "unique-api-mapping",
  "validation-record-shared",
];
/** What a stack without limits and authorization is advised. An HTTP API with a domain has access logs. */
const general = (option: number) => [
  "api-has-authorization",
  ...(option === 1 ? [] : ["stage-has-access-logs"]),
  "stage-has-throttling",
];

describe("stacks with TLS and a domain name", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    for (const pass of ["preview", "apply"] as const) {
      it(`option ${option}, ${pass}: every rule on TLS and domain names passes`, async () => {
        const keys = { option, ...withDomain(), tls: { serverName: "orders.internal.example.com" } };
        const { resources } = await runStack("dev", pass, keys);
        const graph = pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources);
        const results = evaluate(rules, graph, { zoneIds: zoneMap("us-east-1") });
        const verdicts = new Map(results.map(({ rule, verdict }) => [rule.id, verdict]));
        assert.deepEqual(
          about.filter((id) => verdicts.get(id) !== "pass"),
          [],
        );
        const violated = results.filter(({ violations }) => violations.length > 0).map(({ rule }) => rule.id);
        assert.deepEqual(violated, general(option));
        // No REST uri is unknown, because its host is the server name.
        assert.ok(
          results.every(({ rule, undetermined }) => rule.id !== "rest-integration-port" || undetermined.length === 0),
        );
      });
    }
  }
});
