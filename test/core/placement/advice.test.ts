import assert from "node:assert/strict";
import { placePorts } from "../../../core/placement/ports";
import { placePriorities } from "../../../core/placement/priorities";
import { article, service, settingsOf } from "../../support/scenario";

/** What is advised about priorities of services with paths and pins. */
function priorityAdvice(...services: readonly (readonly [name: string, path: string, priority: number])[]) {
  const settings = settingsOf(
    article({
      option: 1,
      services: services.map(([name, path, priority]) => service(name, "sales", { path, pins: { priority } })),
    }),
  );
  return placePriorities("web-alb", settings.services).problems.map(({ fix }) => fix);
}

/** What is advised about ports of listeners with pins. */
const portAdvice = (...owners: readonly (readonly [name: string, port: number])[]) =>
  placePorts(
    "sales-nlb-1",
    owners.map(([name, port]) => ({ name, firstName: name, pinnedBy: name, pin: "port" as const, pins: { port } })),
  ).problems.map(({ fix }) => fix);

describe("the pin that a conflict advises", () => {
  it("is not one that a later service has, nor one that another conflict advises", () => {
    assert.deepEqual(portAdvice(["a", 20_001], ["b", 20_001], ["c", 20_002], ["d", 20_001]), [
      "add pins: { port: 20000 } to b",
      "add pins: { port: 20003 } to d",
    ]);
  });

  it("is one that pins may have", () => {
    assert.deepEqual(portAdvice(["a", 65_535], ["b", 65_535]), ["add pins: { port: 65534 } to b"]);
    assert.deepEqual(priorityAdvice(["a", "/a", 10], ["b", "/b", 10]), ["add pins: { priority: 11 } to b"]);
  });

  it("puts a path before those that cover it, and after those that it covers", () => {
    assert.deepEqual(priorityAdvice(["all", "/a", 20], ["deep", "/a/b", 20]), ["add pins: { priority: 19 } to deep"]);
    assert.deepEqual(priorityAdvice(["b", "/a/b", 20], ["c", "/a/c", 30], ["all", "/a", 20]), [
      "add pins: { priority: 31 } to all",
    ]);
  });

  it("is left out where there is none", () => {
    assert.deepEqual(priorityAdvice(["all", "/a", 10], ["deep", "/a/b", 10]), ["pin all to another rule priority"]);
  });
});
