import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { memo } from "../support/memo";
import { projectFiles } from "../support/project-files";
import { projectDirectory } from "../support/run";

/** A link to a file of the project: the document with the link, and its target. */
interface Link {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

/** Code, in which brackets are no links. */
const code = /```[\s\S]*?```|`[^`\n]*`/g;

/** The relative links and images in a Markdown document. Lines keep their numbers. */
function linksIn(file: string, document: string): readonly Link[] {
  const text = document.replace(code, (match) => match.replaceAll(/[^\n]/g, " "));
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => ({ file, line: index + 1, target })),
  );
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

const anchorsIn = (document: string): readonly string[] =>
  [...document.replaceAll(/```[\s\S]*?```/g, "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));

/** The file or folder that a link names. */
function linkedBy({ file, target }: Link): string {
  const [path = ""] = target.split("#");
  return path === "" ? file : normalize(join(dirname(file), path));
}

/** Why a link does not resolve; undefined if it does. */
function problemOf(link: Link): string | undefined {
  const [, anchor] = link.target.split("#");
  const linked = linkedBy(link);
  const absolute = join(projectDirectory, linked);
  if (!existsSync(absolute)) return `${linked} does not exist`;
  if (anchor === undefined || !linked.endsWith(".md")) return undefined;
  return anchorsIn(readFileSync(absolute, "utf8")).includes(anchor) ? undefined : `${linked} has no heading #${anchor}`;
}

// The links of the template are those of a started project.
const isDocument = (file: string) => file.endsWith(".md") && !file.startsWith("template");

const linksOf = (file: string) => linksIn(file, readFileSync(join(projectDirectory, file), "utf8"));

/** Paths of the package `private-integrations`, without what `npm run build` writes. */
const packedFiles = memo((): readonly string[] => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: projectDirectory,
    stdio: ["ignore", "pipe", "ignore"],
    encoding: "utf8",
  });
  const [described] = Object.values(JSON.parse(output) as object) as readonly {
    readonly files: readonly { readonly path: string }[];
  }[];
  return described?.files.map(({ path }) => path) ?? [];
});

describe("links in documents", () => {
  it("links are found outside of code, with their lines", () => {
    const document = "[a](b.md) `[c](d.md)`\n[e](https://example.com)\n```\n[f](g.md)\n```\n![h](i.svg) [j](#k)\n";
    assert.deepEqual(linksIn("x.md", document), [
      { file: "x.md", line: 1, target: "b.md" },
      { file: "x.md", line: 6, target: "i.svg" },
      { file: "x.md", line: 6, target: "#k" },
    ]);
  });

  it("the anchor of a heading is what GitHub makes of it", () => {
    assert.equal(anchorOf("What runs when I type `npm run preview`?"), "what-runs-when-i-type-npm-run-preview");
    assert.equal(anchorOf("Services & [VPCs](a.md)"), "services--vpcs");
  });

  it("a file or heading that does not exist is a problem", () => {
    assert.equal(problemOf({ file: "README.md", line: 1, target: "no.md" }), "no.md does not exist");
    assert.equal(problemOf({ file: "README.md", line: 1, target: "#no" }), "README.md has no heading #no");
    assert.equal(problemOf({ file: "README.md", line: 1, target: "docs/options.md#option-1" }), undefined);
  });

  it("every relative link resolves", () => {
    const links = projectFiles().filter(isDocument).flatMap(linksOf);
    assert.ok(links.length > 100, `${links.length} links`);
    const broken = links.flatMap((link) => {
      const problem = problemOf(link);
      return problem === undefined ? [] : [`${link.file}:${link.line}: ${problem}`];
    });
    assert.deepEqual(broken, []);
  });

  it("every relative link of a document in the package is to a file in the package", () => {
    const files = packedFiles();
    const links = files.filter(isDocument).flatMap(linksOf);
    assert.ok(links.length > 100, `${links.length} links`);
    const isPacked = (linked: string) => files.some((file) => file === linked || file.startsWith(`${linked}/`));
    const missing = links.filter((link) => !isPacked(linkedBy(link)));
    assert.deepEqual(
      missing.map(({ file, line, target }) => `${file}:${line}: ${target}`),
      [],
    );
  }).timeout(60_000);

  it("messages say which package has the document that they name, and the package has it", () => {
    // These write the documents. The script live runs in the repository only.
    const writers = ["tools/documents.ts", "tools/pictures.ts", "report/options-table.ts"];
    const sources = projectFiles().filter(
      (file) =>
        /^(components|core|policies|report|simulator|tools)\/(?!live[./]).*\.ts$/.test(file) && !writers.includes(file),
    );
    const named = sources.flatMap((file) =>
      readFileSync(join(projectDirectory, file), "utf8")
        .split("\n")
        .filter((line) => !/^\s*(\/?\*|\/\/)/.test(line))
        .flatMap((line) => [
          ...line.matchAll(/\b((?:docs|examples|policies)\/[\w/.-]+\.(?:md|json))( of private-integrations)?/g),
        ])
        .map(([, document = "", owner]) => ({ file, document, owner })),
    );
    const files = packedFiles();
    assert.ok(named.length >= 4, `${named.length} documents`);
    assert.deepEqual(
      named.filter(({ document, owner }) => owner === undefined || !files.includes(document)),
      [],
    );
  }).timeout(60_000);
});
