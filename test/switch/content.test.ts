import assert from "node:assert/strict";
import { differences } from "./content";

const content = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));

describe("differences between two states of a stack", () => {
  it("what is missing, what is too much, and where others differ", () => {
    const [found, expected] = [content({ a: "1", b: "port 80", c: "x" }), content({ a: "1", b: "port 81", d: "y" })];
    assert.deepEqual(differences(found, expected), [
      "b: port 80 instead of port 81",
      "c should not be there",
      "d is missing",
    ]);
    assert.deepEqual(differences(found, found), []);
  });
});
