import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Comment } from "../../report/comment";
import { commentMarkdown } from "../../report/comment";
import { previewParts } from "../../report/preview-comment";
import { replacing } from "../../simulator/aws/replacement";
import { previewed, service, stackFile } from "./diff/previews";

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Markdown without blocks of code, whose fences must all be closed. */
function withoutCode(markdown: string): string {
  let fence = "";
  const lines = markdown.split("\n").filter((line) => {
    const [mark = ""] = /^(~{3,}|`{3,}(?=[^`]*$))/.exec(line) ?? [];
    if (fence === "") {
      fence = mark;
      return mark === "";
    }
    if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    return false;
  });
  assert.equal(fence, "", "a block of code stays open");
  return lines.join("\n");
}

/** Fails if a tag stays open, or a tag is none of ours. */
function assertBalanced(markdown: string): void {
  const text = withoutCode(markdown).replaceAll(/\\./g, "");
  assert.deepEqual(
    (text.match(/<[^>]*>?/g) ?? []).filter((tag) => !/^<\/?(details|summary)>$/.test(tag)),
    [],
  );
  for (const tag of ["details", "summary"])
    assert.equal(count(text, new RegExp(`<${tag}>`, "g")), count(text, new RegExp(`</${tag}>`, "g")), tag);
}

const lines = (number: number, text: string) => Array.from({ length: number }, (_, index) => `${text} ${index}`);

const example = (sizes: { lines: number; text: number; rows: number }): Comment => ({
  heading: "stack dev, offline preview: accepted",
  lead: ["Accepted. No policy refuses it."],
  sections: [
    { title: "API", lines: ["the URL changes (new API)"] },
    { title: "Routes", lines: lines(sizes.lines, "added: ANY /a_b/{proxy+} → a_b, number") },
  ],
  closing: ["No change: notes."],
  details: [
    {
      summary: "the preview",
      form: "text",
      text: ["first line", ...lines(sizes.text, "a line with text"), "last line"].join("\n"),
    },
    { summary: "2 routes", form: "markdown", text: "| routes |\n| --- |\n| `ANY /a` |" },
    {
      summary: "options compared",
      form: "markdown",
      text: ["| row |", "| --- |", ...lines(sizes.rows, "| row"), "~~~text", ...lines(sizes.rows, "plot"), "~~~"].join(
        "\n",
      ),
    },
  ],
  run: "https://github.com/o/r/actions/runs/1",
});

const limit = 65_000;

describe("the comment on a stack", () => {
  it("has the verdict first, then what changes, then details that unfold, then the run", () => {
    assert.equal(
      commentMarkdown(example({ lines: 2, text: 1, rows: 1 }), limit),
      `### stack dev, offline preview: accepted

Accepted. No policy refuses it.

**API**

- the URL changes (new API)

**Routes**

- added: ANY /a\\_b/{proxy+} → a\\_b, number 0
- added: ANY /a\\_b/{proxy+} → a\\_b, number 1

No change: notes.

<details><summary>the preview</summary>

~~~text
first line
a line with text 0
last line
~~~

</details>

<details><summary>2 routes</summary>

| routes |
| --- |
| \`ANY /a\` |

</details>

<details><summary>options compared</summary>

| row |
| --- |
| row 0
~~~text
plot 0
~~~

</details>

[the run](https://github.com/o/r/actions/runs/1)
`,
    );
  });

  it("cuts details first: short ones stay whole, the beginning and the end of a text stay", () => {
    const text = commentMarkdown(example({ lines: 20, text: 9000, rows: 4000 }), limit);
    assert.ok(text.length <= limit && text.length > limit * 0.97, String(text.length));
    assertBalanced(text);
    assert.match(
      text,
      /\n\nNo change: notes\.\n\n\*\*Shortened\*\* to what GitHub accepts as a comment\. The whole text is in \[the summary of the run\]\(https:\/\/github\.com\/o\/r\/actions\/runs\/1\)\.\n\n<details><summary>the preview \(shortened\)<\/summary>\n\n~~~text\nfirst line\n/,
    );
    assert.match(text, /\n\n\.\.\. cut here \.\.\.\n\n.*\n[^]*\nlast line\n~~~\n/);
    assert.equal(count(text, /^- added/gm), 20);
    assert.match(text, /<summary>2 routes<\/summary>/);
    assert.match(text, /<summary>options compared \(shortened\)<\/summary>/);
    assert.ok(text.endsWith("\n\n[the run](https://github.com/o/r/actions/runs/1)\n"));
  });

  it("shortens lists that are too long themselves, and says how many lines are left out", () => {
    const text = commentMarkdown(example({ lines: 3000, text: 10, rows: 10 }), limit);
    assert.ok(text.length <= limit, String(text.length));
    assertBalanced(text);
    assert.match(text, /- the URL changes \(new API\)\n/);
    assert.equal(count(text, /^- added/gm), 400);
    assert.match(text, /^- \*\*… and 2600 more\*\*$/m);
    assert.match(text, /<summary>options compared<\/summary>/);
  });

  it("is balanced and fits at any size, whatever the texts are", () => {
    const piece = fc.constantFrom(
      "<details>",
      "</details>",
      "~~~",
      "~~~~~text",
      "```",
      "<!--",
      "-->",
      "<b",
      "</summary>",
      "|",
      "\\",
      "`",
      "@all",
      "[x](y)",
      "word",
      "\n",
      " ",
    );
    const wild = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(""));
    const anyComment = fc.record({
      sizes: fc.record({ lines: fc.nat(3000), text: fc.nat(4000), rows: fc.nat(3000) }),
      wild,
      limit: fc.integer({ min: 3000, max: limit }),
    });
    fc.assert(
      fc.property(anyComment, ({ sizes, wild: text, limit: size }) => {
        const base = example(sizes);
        const comment = commentMarkdown(
          {
            ...base,
            lead: [...base.lead, text],
            sections: [{ title: text, lines: [text] }, ...base.sections],
            details: [
              { summary: text, form: "text", text },
              { summary: "wild", form: "markdown", text },
              ...base.details,
            ],
          },
          size,
        );
        assert.ok(comment.length <= size, `${comment.length} of ${size}`);
        assertBalanced(comment);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe("the comment on a stack of 140 services", () => {
  const services = (number: number, ...more: readonly string[]) =>
    Array.from({ length: number }, (_, index) =>
      service(`service-${index + 1}`, `group: group-${index % 7}`, ...more),
    ).join("");
  const large = (number: number, ...more: readonly string[]) =>
    stackFile({ option: 1, services: services(number, ...more) });

  it("fits, is balanced, and nothing that changes is cut", async () => {
    const [before, after] = [await previewed(large(20)), await previewed(large(140, "desiredCount: 3"))];
    const parts = previewParts({ preview: before }, after, replacing);
    const text = commentMarkdown({ heading: "stack shop, offline preview: accepted", ...parts }, limit);
    assert.ok(text.length <= limit, String(text.length));
    assertBalanced(text);
    assert.match(text, /\*\*Shortened\*\*/);
    assert.doesNotMatch(text, /… and \d+ more\*\*/);
    for (const number of [21, 140])
      assert.match(
        text,
        new RegExp(`^- added: ANY /service-${number}, ANY /service-${number}/\\{proxy\\+\\} → service-${number}$`, "m"),
      );
    assert.equal(count(text, /^- changed: ANY \/service-\d+, /gm), 20);
    for (const title of ["Routes", "Resources", "Cost", "Quotas", "Findings"])
      assert.match(text, new RegExp(`^\\*\\*${title}\\*\\*$`, "m"));
    assert.match(text, /^- fixed: [\d.]+ → [\d.]+ USD per month/m);
  }).timeout(120_000);
});
