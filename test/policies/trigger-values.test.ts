import assert from "node:assert/strict";
import { graphOf } from "../../policies/graph/graph";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { textsIn, triggerKind } from "../../policies/trigger-values";

const urn = "urn:pulumi:dev::shop::aws:apigateway/method:Method::orders";
const method = { urn, type: "aws:apigateway/method:Method", name: "orders", inputs: {}, outputs: { id: "agm-1" } };
const graph = graphOf(fromSnapshot([{ ...method, dependencies: [], propertyDependencies: {} }]));
const uri = "http://app.internal/orders";
const kindOf = (value: string) => triggerKind(graph, value, new Set([uri]));
const long = (text: string) => `${"# a document\n".repeat(20)}uri: ${text}\n`;

describe("values of triggers", () => {
  it("contain the uri of an integration, not only the start of another", () => {
    assert.equal(kindOf(uri), "content");
    assert.equal(kindOf(JSON.stringify({ uri })), "content");
    assert.equal(kindOf(long(uri)), "content");
    assert.notEqual(kindOf(long(`${uri}/other`)), "content");
    assert.equal(textsIn([long(uri)])(uri), true);
    assert.equal(textsIn([long(`${uri}-2`)])(uri), false);
  });

  it("are fixed if they are ids, names, methods or constants", () => {
    for (const value of [
      "",
      "1",
      "v1",
      "true",
      "orders",
      "agm-1",
      urn,
      "agm-1,orders",
      "vpc-0fb1df6c",
      "subnet-0123456789abcdef0",
      "v1.2.3",
      '["agm-1","ANY"]',
      "a b",
    ])
      assert.equal(kindOf(value), "fixed", value);
  });

  it("may contain anything if they are hashes, times or other text", () => {
    const sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    const values = [sha256, "0fb1df6", "1767603600000", "0.8414709848", "2026-01-05T09:00:00Z", "GET /orders"];
    const builds = [
      "sha-0fb1df6",
      `build-${sha256}`,
      "20260105.3",
      "main-202601051204",
      "Mon Jan 05 2026 09:00:00 GMT+0000",
    ];
    for (const value of [...values, ...builds, '{"timeout":29}', "qvTGHdzF6KLavt4PO0gs2a6pQ00="])
      assert.equal(kindOf(value), "hash", value);
  });
});
