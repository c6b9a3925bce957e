import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import { wrap } from "../../report/wrap";

describe("wrapped text", () => {
  it("breaks between words, and a line may be as wide as the terminal", () => {
    assert.equal(wrap("one two three", 7), "one two\nthree");
    assert.equal(wrap("one two three", 6), "one\ntwo\nthree");
  });

  it("indents the first line and the others", () => {
    assert.equal(wrap("one two three", 9, { first: "- ", rest: "    " }), "- one two\n    three");
  });

  it("does not cut a word that is wider than the terminal", () => {
    assert.equal(wrap("see urn:pulumi:dev::a::b now", 8), "see\nurn:pulumi:dev::a::b\nnow");
  });

  it("does not count colours as columns", () => {
    const { red } = createColors(true);
    assert.equal(stripVTControlCharacters(wrap(`${red("one")} two three`, 7)), "one two\nthree");
  });
});
