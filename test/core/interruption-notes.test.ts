import assert from "node:assert/strict";
import { planStack } from "../../core/planner";
import { article, everyOption, service, settingsOf } from "../support/scenario";

const notes = (more: Record<string, unknown>, option = 1) =>
  planStack(settingsOf(article({ option, services: [service("stock", "supply"), service("orders", "sales", more)] })))
    .notes;

describe("notes on edits that lose requests", () => {
  for (const option of everyOption) {
    it(`option ${option}: a service that is not waited for has a note`, () => {
      assert.deepEqual(notes({ wait: false }, option), [
        "services[1].wait (orders): updates do not wait for its tasks, so a new containerPort, balancer, group or vpc loses requests; set `wait: true` in the update before",
      ]);
    });
  }

  it("the note names containerTls in a stack with tls", () => {
    const tls = {
      serverName: "internal.example.com",
      certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1",
    };
    const services = [service("orders", "sales", { wait: false })];
    const { notes: all } = planStack(settingsOf(article({ tls, services })));
    assert.deepEqual(all.slice(-1), [
      "services[0].wait (orders): updates do not wait for its tasks, so a new containerPort, containerTls, balancer, group or vpc loses requests; set `wait: true` in the update before",
    ]);
  });

  it("a service that is waited for, or that is retired, has none", () => {
    assert.deepEqual(notes({}), []);
    assert.deepEqual(notes({ wait: true }), []);
    assert.deepEqual(notes({ wait: false, retired: true }), []);
  });
});
