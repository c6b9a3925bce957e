import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { accessText } from "../../core/access-text";
import { routesHtml } from "../../report/html/routes";
import { preflightsText } from "../../report/preflights";
import { requestPathsText } from "../../report/request-paths";
import { previewOf, proof } from "../support/report";
import { article, service } from "../support/scenario";

const policies = { passed: 0, notApplicable: 0 };
const answered = { verdict: "proved", steps: [], open: [] } as const;
const at = { hop: "access", urn: "u", name: "OPTIONS" } as const;
const broken = {
  verdict: "refuted",
  steps: [],
  open: [],
  broken: { ...at, wrong: "it requires an API key", fix: "" },
} as const;
const unknown = { verdict: "undetermined", steps: [], open: [{ ...at, needs: "apiKeyRequired" }] } as const;

const textOf = (proofs: ReturnType<typeof proof>[]) =>
  preflightsText({ findings: [], policies, proofs }, 80).map(stripVTControlCharacters).join("\n");

describe("preflight requests in reports", () => {
  it("are not mentioned if no route has them", () => {
    assert.equal(textOf([proof("api", "ANY /a")]), "");
  });

  it("are counted, and those that are not answered are named with the reason", () => {
    const text = textOf([
      proof("api", "ANY /a", { preflight: answered }),
      proof("api", "ANY /b", { preflight: broken }),
      proof("api", "ANY /c", { preflight: broken }),
      proof("api", "ANY /d", { preflight: broken }),
      proof("api", "ANY /e", { preflight: unknown }),
    ]);
    assert.equal(
      text,
      `
Preflight requests: 1 of 5 answered, 3 broken, 1 undetermined
  ANY /b, ANY /c and 1 more route: breaks at access OPTIONS: it requires an API
      key
  ANY /e: undetermined at access: apiKeyRequired`,
    );
  });

  it("are in the page with their count, and with the reason at the route", () => {
    const { plan } = previewOf(article());
    const html = routesHtml({
      plan,
      routes: [{ api: "api", route: "ANY /b", service: "b", hops: [] }],
      proofs: [proof("api", "ANY /b", { preflight: broken })],
    });
    assert.ok(html.includes("Preflight requests of browsers: 0 of 1 answered, 1 broken."));
    assert.ok(html.includes("preflight requests: breaks at access OPTIONS: it requires an API key"));
  });

  it("routes OPTIONS of an HTTP API are on the line of their route", () => {
    const auth = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"] };
    const cors = { origins: ["https://shop.example.com"] };
    const preview = previewOf(article({ option: 1, services: [service("orders", "sales")], auth, cors }));
    const options = preview.proofs.map((one) => ({ ...one, route: one.route.replace("ANY", "OPTIONS") }));
    const text = (proofs: typeof preview.proofs) =>
      stripVTControlCharacters(requestPathsText({ ...preview, proofs }, { width: 80 }));
    assert.match(
      text([...preview.proofs, ...options]),
      /\n {2}ANY and OPTIONS \/orders, \/orders\/{proxy\+} -> orders {2}proved$/,
    );
    const refuted = options.map((one) => ({ ...one, ...broken, verdict: "refuted" as const }));
    assert.match(
      text([...preview.proofs, ...refuted]),
      /OPTIONS \/orders, \/orders\/{proxy\+} +-> orders {2}broken at access/,
    );
  });
});

describe("what requests need, as text", () => {
  it("names authorization, scopes and API key, and says open for nothing", () => {
    const none = { authorization: "none", scopes: [], apiKey: false } as const;
    assert.equal(accessText(undefined), "open");
    assert.equal(accessText({ ...none, apiKey: true }), "API key");
    assert.equal(accessText({ ...none, authorization: "iam", apiKey: true }), "IAM signature, API key");
    assert.equal(accessText({ ...none, authorization: "token", scopes: ["a", "b"] }), "token with scope a or b");
    assert.equal(accessText({ ...none, authorization: "unknown" }), "");
  });
});
