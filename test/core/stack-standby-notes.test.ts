import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { withDomain } from "../support/front";
import { article, everyOption, planOf, service } from "../support/scenario";

type Raw = Record<string, unknown>;

const mutualTls = withDomain({ mutualTls: { truststore: "s3://bucket/trust.pem" } });

function notesOf(raw: Raw): readonly string[] {
  const decision = decide(article(raw), "us-east-1");
  assert.ok("notes" in decision, JSON.stringify(decision));
  return decision.notes;
}
const notesWith = (text: string, raw: Raw) => notesOf(raw).filter((note) => note.includes(text));

describe("notes of a standby", () => {
  it("one says what stands by, and how to go on", () => {
    assert.deepEqual(
      notesWith("standby:", { option: 1, standby: 4, ...withDomain({ defaultEndpoint: "open" }), accessLogs: false }),
      [
        "standby: option 4 stands by, and the execute-api URLs of both APIs are open; the command switch shows the next step",
      ],
    );
    const root = [service("site", "sales", { path: "/" })];
    assert.match(
      notesWith("standby:", { option: 1, standby: 4, ...mutualTls, services: root })[0] ?? "",
      /option 4 stands by, at api\.example\.com\/standby \(site receives no requests to this path meanwhile\)/,
    );
  });

  it("none says that a URL is closed while it is open", () => {
    assert.equal(notesWith("is closed", { option: 1, ...withDomain() }).length, 1);
    assert.deepEqual(notesWith("is closed", { option: 1, standby: 4, ...withDomain() }), []);
    assert.deepEqual(
      notesWith("is closed", { option: 1, standby: 4, ...mutualTls }).map((note) => [
        /answers (\d+)/.exec(note)?.[1],
        /\(under .*\)$/.exec(note)?.[0],
      ]),
      [
        ["404", "(under option: 1)"],
        ["403", "(under standby: 4)"],
      ],
    );
  });

  it("beside mutual TLS, none suggests an open URL, which is refused", () => {
    const [note = ""] = notesWith("is closed", { option: 1, ...mutualTls });
    assert.match(note, /add mutualTls in a later update, when they use api\.example\.com$/);
    assert.match(notesWith("is closed", { option: 1, ...withDomain() })[0] ?? "", /`domain\.defaultEndpoint: open`/);
  });

  it("what only one of both has says which, and what both have is there once", () => {
    const cors = { origins: ["https://www.example.com"] };
    const marks = (raw: Raw) => notesWith("cors:", raw).map((note) => /\(under .*\)$/.exec(note)?.[0] ?? "");
    assert.deepEqual(marks({ option: 1, standby: 5, cors }), ["(under option: 1)", "(under standby: 5)"]);
    assert.deepEqual(marks({ option: 2, standby: 5, cors }), [""]);
  });

  it("keepAwake has an effect if either has VPC links V2", () => {
    const notes = (option: number, standby: number) =>
      notesWith("keepAwake:", { option, standby, keepAwake: true }).length;
    assert.deepEqual([notes(2, 3), notes(2, 1), notes(5, 2)], [2, 0, 0]);
    for (const [option, standby] of [
      [2, 1],
      [1, 2],
      [5, 1],
      [5, 2],
      [2, 5],
      [1, 5],
    ])
      assert.deepEqual(planOf(article({ option, standby, keepAwake: true })).keepAwake?.requests, [
        { link: "sales", path: "/orders" },
        { link: "supply", path: "/stock" },
      ]);
  });

  it("a stack without standby has none of them", () => {
    for (const option of everyOption)
      assert.deepEqual(
        notesOf({ option }).filter((note) => /standby|\(under /.test(note)),
        [],
      );
  });
});
