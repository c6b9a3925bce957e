import assert from "node:assert/strict";
import { orderCalls } from "../../../simulator/schedules/dependencies";
import type { StateResource } from "../../../simulator/schedules/state";
import { log, state, urnOf } from "./logs";

/** What each call waits for, in the letters of the log. */
function waits(
  text: string,
  before: readonly StateResource[],
  after: readonly StateResource[],
): Readonly<Record<string, string>> {
  const texts = text.split(" ");
  const calls = orderCalls(log(text), before, after);
  return Object.fromEntries(
    calls.map(({ after: earlier }, position) => [texts[position] ?? "", earlier.map((at) => texts[at]).join(" ")]),
  );
}

describe("dependencies of the engine's calls", () => {
  it("a create or update waits for what the resource depends on", () => {
    const after = state({ a: "", b: "a", c: "b", d: "" });
    assert.deepEqual(waits("+a ~b +c +d", state({ b: "" }), after), { "+a": "", "~b": "+a", "+c": "~b", "+d": "" });
  });

  it("a resource that the update leaves alone passes the wait on", () => {
    assert.deepEqual(waits("+a +c", [], state({ a: "", b: "a", c: "b" })), { "+a": "", "+c": "+a" });
  });

  it("parent, provider, properties, deletedWith and replaceWith are dependencies", () => {
    const names = ["parent", "provider", "property", "deleter", "replacer"];
    const child: StateResource = {
      urn: urnOf("child"),
      custom: true,
      parent: urnOf("parent"),
      provider: `${urnOf("provider")}::id`,
      propertyDependencies: { vpcId: [urnOf("property")], tags: null },
      deletedWith: urnOf("deleter"),
      replaceWith: [urnOf("replacer")],
    };
    const after = [...state(Object.fromEntries(names.map((name) => [name, ""]))), child];
    const { "+child": waited } = waits(`${names.map((name) => `+${name}`).join(" ")} +child`, [], after);
    assert.equal(waited, "+parent +provider +property +deleter +replacer");
  });

  it("a dependency on a component waits for all resources below it; a parent does not", () => {
    const vpc: StateResource = { urn: urnOf("awsx"), custom: false };
    const below = (name: string, parent: string) => ({ urn: urnOf(name), custom: true, parent: urnOf(parent) });
    const after = [
      vpc,
      below("vpc", "awsx"),
      below("subnet", "vpc"),
      below("sibling", "awsx"),
      ...state({ alb: "awsx" }),
    ];
    assert.deepEqual(waits("+vpc +subnet +sibling +alb", [], after), {
      "+vpc": "",
      "+subnet": "+vpc",
      "+sibling": "",
      "+alb": "+vpc +subnet +sibling",
    });
  });

  it("deletes wait for all creates and updates, and for the deletes of dependents", () => {
    const before = state({ a: "", b: "a", c: "" });
    assert.deepEqual(waits("+a ~c -b -a", before, state({ a: "", c: "" })), {
      "+a": "",
      "~c": "",
      "-b": "+a ~c",
      "-a": "+a ~c -b",
    });
  });

  it("a delete before a create waits for the deletes of dependents, not for the other changes", () => {
    const both = state({ a: "", b: "a", c: "b", d: "" });
    const found = waits("~a -c -b +b +c +d -e", [...both, ...state({ e: "" })], both);
    assert.deepEqual(found, {
      "~a": "",
      "-c": "~a",
      "-b": "~a -c",
      "+b": "~a -b",
      "+c": "-c +b",
      "+d": "",
      "-e": "~a -c -b +b +c +d",
    });
  });

  it("a replaced resource that waits for its delete does not decide for its replacement", () => {
    const old = { urn: urnOf("a"), id: "old", custom: true, delete: true };
    const after = [...state({ b: "", a: "b" }), old];
    assert.deepEqual(waits("+b +a", [], after), { "+b": "", "+a": "+b" });
  });

  it("an old resource whose delete failed differs from its replacement by its id", () => {
    const old = { urn: urnOf("a"), id: "old", custom: true, delete: true, dependencies: [urnOf("b")] };
    const calls = [
      ...log("+c"),
      ...log("-a -b").map((call) => ({ ...call, id: call.urn === urnOf("a") ? "old" : call.id })),
    ];
    const ordered = orderCalls(calls, [old, ...state({ b: "", a: "" })], state({ a: "", c: "" }));
    assert.deepEqual(
      ordered.map(({ after }) => after),
      [[], [0], [0, 1]],
    );
  });
});
