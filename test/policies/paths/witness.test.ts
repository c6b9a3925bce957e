import assert from "node:assert/strict";
import fc from "fast-check";
import { elbTokens, languageOf, routeTokens } from "../../../policies/paths/language";
import { marker, partsOf } from "../../../policies/paths/path-space";
import type { ParameterKind, PathSpace } from "../../../policies/paths/path-space";
import { fit } from "../../../policies/paths/pattern";
import { regexTokens } from "../../../policies/paths/regex-tokens";
import { exampleOf, matchesText } from "../../../policies/paths/witness";

/** Requests of a route, mapped by a function of its path, before rules and beside other routes. */
function exampleFor(
  route: string,
  {
    accept = "*",
    reject = [],
    taken = [],
    target,
  }: Partial<Record<"accept" | "target", string>> & {
    readonly reject?: readonly string[];
    readonly taken?: readonly string[];
  },
) {
  const kinds: ParameterKind[] = [];
  const mark = (text: string) =>
    text.replaceAll(/\{(\w+)(\+?)\}/g, (_, name: string, plus: string) => {
      const index = names.includes(name) ? names.indexOf(name) : names.push(name) - 1;
      kinds[index] ??= plus === "" ? "segment" : "segments";
      return marker(index);
    });
  const names: string[] = [];
  const path = mark(route);
  const rules = languageOf([accept, ...reject].map(elbTokens));
  const routes = languageOf(taken.map(routeTokens));
  const space: PathSpace = { path, kinds, verbs: ["GET"], language: routes, taken: [] };
  const { parts } = partsOf(space, target === undefined ? path : mark(target));
  return exampleOf({
    parts,
    rules,
    accept: rules.starts.slice(0, 1),
    reject: rules.starts.slice(1),
    routes,
    taken: routes.starts,
  });
}

/** Whether a path matches a pattern of `a`, `b`, `/`, `*` and `?`. */
const patternFits = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);

const texts = fc.array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 5 }).map((chars) => `/${chars.join("")}`);
const routes = fc.constantFrom(
  "/{p+}",
  "/a/{p+}",
  "/{id}",
  "/a/{id}",
  "/{id}/b",
  "/{id}/{p+}",
  "/a/b",
  "/{id}/a/{other}",
);

/** All plain paths of up to four segments of up to two characters of `a`, `b` and `c`, which no pattern contains. */
const segments = ["a", "b", "c"].flatMap((first) => [first, ...["a", "b", "c"].map((second) => first + second)]);
const plainPaths = [1, 2, 3].reduce<string[][]>(
  (levels) => [...levels, (levels.at(-1) ?? []).flatMap((path) => segments.map((segment) => `${path}/${segment}`))],
  [[""]],
);
const allPaths = plainPaths.slice(1).flat();

describe("example paths of listener rules", () => {
  it("exist if and only if a path of the route gets the rule", function () {
    this.timeout(120_000);
    let found = 0;
    fc.assert(
      fc.property(
        routes,
        texts,
        fc.array(texts, { maxLength: 3 }),
        fc.array(routes, { maxLength: 2 }),
        (route, accept, reject, taken) => {
          const meets = (path: string) =>
            fit(route, path) !== undefined &&
            patternFits(accept, path) &&
            !reject.some((pattern) => patternFits(pattern, path)) &&
            !taken.some((other) => fit(other, path) !== undefined);
          const example = exampleFor(route, { accept, reject, taken });
          if (example === undefined) {
            assert.equal(allPaths.find(meets), undefined);
            return;
          }
          assert.ok(example !== "unknown");
          found += 1;
          assert.equal(example.path, example.target);
          assert.ok(meets(example.path) || example.path.endsWith("/"), JSON.stringify(example));
        },
      ),
      { numRuns: 1000 },
    );
    process.stdout.write(`      ${found} of 1000 have an example\n`);
    assert.ok(found > 100);
  });

  const cases: Readonly<Record<string, readonly [ReturnType<typeof exampleFor>, string | undefined, string?]>> = {
    "the shortest path": [exampleFor("/{p+}", { accept: "/orders/*" }), "/orders/x"],
    "a path without a wildcard": [exampleFor("/{p+}", { accept: "/orders" }), "/orders"],
    "a `/` at the end only where the pattern needs it": [exampleFor("/{p+}", { accept: "/orders/" }), "/orders/"],
    "a path that earlier rules do not match": [exampleFor("/{p+}", { accept: "/a*", reject: ["/ax", "/a"] }), "/ay"],
    "no path if earlier rules match all": [exampleFor("/{p+}", { accept: "/a/*", reject: ["/*"] }), undefined],
    "no path if two earlier rules share them": [
      exampleFor("/{p+}", { accept: "/a?", reject: ["/*a", "/a?"] }),
      undefined,
    ],
    "no path of another case": [exampleFor("/shop/{p+}", { accept: "/Shop/*" }), undefined],
    "one segment for `{id}`": [exampleFor("/orders/{id}", { accept: "/orders/*/items" }), undefined],
    "the path that the client requests, with a mapping": [
      exampleFor("/shop/{p+}", { target: "/v1/{p+}", accept: "/v1/bad" }),
      "/shop/bad",
      "/v1/bad",
    ],
    "a parameter that the mapping drops": [
      exampleFor("/a/{id}/{p+}", { target: "/b/{p+}", accept: "/b/c", taken: ["/a/x/{p+}"] }),
      "/a/y/c",
      "/b/c",
    ],
    "paths that a more specific route leaves": [exampleFor("/{p+}", { accept: "/a/*", taken: ["/a/{id}"] }), "/a/x/x"],
  };
  for (const [title, [example, path, target]] of Object.entries(cases)) {
    it(`have ${title}`, () => {
      assert.deepEqual(example, path === undefined ? undefined : { path, target: target ?? path });
    });
  }

  it("stay fast with 100 rules of five patterns", () => {
    const reject = Array.from({ length: 500 }, (_, index) => `/service-${index}/*`);
    assert.deepEqual(exampleFor("/{p+}", { reject }), { path: "/x", target: "/x" });
    assert.deepEqual(exampleFor("/{p+}", { accept: "*-7/*", reject }), { path: "/-7/x", target: "/-7/x" });
  });
});

describe("regular expressions of listener rules as patterns", () => {
  const matches = (regex: string, text: string) => {
    const language = languageOf(regexTokens(regex) ?? []);
    return matchesText(language, language.starts, text);
  };

  it("match what JavaScript matches", () => {
    for (const regex of [
      "^/api/.*$",
      "^/api/(.*)",
      "^\\/api\\/[^/]+\\/items$",
      "^/v.\\.json$",
      "^/(?:a)/.+$",
      "^/[^/]*$",
      "^/a+/?$",
      "^/(a|api/(x|y))$",
      "^/api(/.*)?$",
      "^/api/[a-x]+(?:/items)?$",
      "^/v\\d+\\.\\w+?$",
      "^/[^/?#]{1,2}/.*$",
      "^/.{2,}$",
    ]) {
      for (const path of [
        "/api/",
        "/api/x",
        "/api/x/items",
        "/api//items",
        "/v1.json",
        "/v1xjson",
        "/a/",
        "/a/b",
        "/",
      ]) {
        assert.equal(matches(regex, path), new RegExp(regex).test(path), `${regex} ${path}`);
      }
    }
  });

  it("are not read if they repeat groups, exclude characters or match a part of a path", () => {
    for (const regex of [
      "^/(ab)*$",
      "^/(a|b){2}$",
      "/api/.*",
      "^/api",
      "^/[^a]+$",
      "^/a$|^/b$",
      "^/(a$",
      "^/a)$",
      "^/\\bapi$",
      "^/(?=a).*$",
      "^/api\\$",
      "^/(a|b)?(c|d)?(e|f)?(g|h)?(i|j)?$",
      "^/.{65,}$",
    ]) {
      assert.equal(regexTokens(regex), undefined, regex);
    }
  });
});
