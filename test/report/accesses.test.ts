import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { accessesText } from "../../report/accesses";
import { previewOf, proof } from "../support/report";
import { article } from "../support/scenario";

const { plan } = previewOf(article());

/** A route at which a request needs something. */
const needing = (route: string, admits: { authorization: "none" | "token"; scopes?: string[]; apiKey?: boolean }) =>
  proof("api", route, {
    steps: [{ hop: "access", urn: "u", name: route, admits: { scopes: [], apiKey: false, ...admits } }],
  });

const none = { authorization: "none" } as const;
const token = { authorization: "token" } as const;

const textOf = (proofs: ReturnType<typeof proof>[]) =>
  accessesText({ findings: [], policies: { passed: 0, notApplicable: 0 }, proofs, plan }, 80)
    .map(stripVTControlCharacters)
    .join("\n");

describe("what requests need in reports", () => {
  it("is not mentioned if anyone may call every route, or if no trace got there", () => {
    assert.equal(textOf([needing("ANY /a", none), needing("ANY /b", none)]), "");
    assert.equal(textOf([proof("api", "ANY /a")]), "");
  });

  it("is listed by need, a path with those below it; preflights are no open routes", () => {
    const scopes = ["shop/orders"];
    const text = textOf([
      needing("ANY /a", { ...token, scopes, apiKey: true }),
      needing("ANY /a/{proxy+}", { ...token, scopes, apiKey: true }),
      needing("OPTIONS /a", none),
      needing("OPTIONS /a/{proxy+}", none),
      needing("ANY /b", token),
      needing("ANY /b/{proxy+}", none),
      needing("OPTIONS /c", none),
    ]);
    assert.equal(
      text,
      `
Access: 3 of 5 routes need authorization or an API key
  token with scope shop/orders, API key: ANY /a, /a/{proxy+}
  token: ANY /b
  open: ANY /b/{proxy+}; OPTIONS /c`,
    );
  });

  it("names six paths of a need, and counts the routes of the others", () => {
    const routes = ["a", "b", "c", "d", "e", "f", "g", "h"].map((path) => needing(`ANY /${path}`, token));
    assert.match(textOf(routes), /ANY \/f and 2 more routes$/);
  });
});
