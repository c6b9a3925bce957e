import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { githubScriptOf, stepsOf, workflow } from "../support/workflow";

const url = "https://github.com/o/r/actions/runs/1";
const run = {
  name: "offline",
  html_url: url,
  head_sha: "abc",
  head_branch: "topic",
  head_repository: { owner: { login: "fork" } },
};

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly type: string };
}

/** What the script did: the comments that it created or updated, and its notices. */
interface Posted {
  readonly created: string[];
  readonly updated: { readonly id: number; readonly body: string }[];
  readonly notices: string[];
  readonly asked: unknown[];
}

/** Runs the script of `comment.yml` on reports, with an object in place of GitHub's API. */
async function post(
  reports: Readonly<Record<string, string>>,
  {
    comments = [],
    head = "abc",
    name = "offline",
  }: { comments?: readonly Comment[]; head?: string; name?: string } = {},
): Promise<Posted> {
  const directory = mkdtempSync(join(tmpdir(), "comment-"));
  if (Object.keys(reports).length > 0) mkdirSync(join(directory, "report"));
  for (const [file, text] of Object.entries(reports)) writeFileSync(join(directory, "report", file), text);
  const posted: Posted = { created: [], updated: [], notices: [], asked: [] };
  const github = {
    paginate: () => Promise.resolve(comments),
    rest: {
      pulls: {
        list: (query: unknown) => {
          posted.asked.push(query);
          return Promise.resolve({ data: [{ number: 7, head: { sha: head } }] });
        },
      },
      issues: {
        listComments: {},
        createComment: ({ body }: { body: string }) => posted.created.push(body),
        updateComment: ({ comment_id: id, body }: { comment_id: number; body: string }) =>
          posted.updated.push({ id, body }),
      },
    },
  };
  const context = { repo: { owner: "o", repo: "r" }, payload: { workflow_run: { ...run, name } } };
  const core = { notice: (text: string) => posted.notices.push(text) };
  // The action evaluates its script like this, in the working directory of the job.
  const asynchronous = Object.getPrototypeOf(post) as {
    constructor: new (...words: string[]) => (...values: unknown[]) => Promise<void>;
  };
  const script = new asynchronous.constructor("github", "context", "core", "require", githubScriptOf("comment"));
  const before = process.cwd();
  process.chdir(directory);
  try {
    await script(github, context, core, createRequire(__filename));
  } finally {
    process.chdir(before);
  }
  return posted;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** A report with nested details and a fenced text of many lines. */
const report = (stack: string, lines: number) =>
  [
    `### stack ${stack}, offline preview: accepted\n`,
    `<details><summary>2 routes</summary>\n\n| route |\n| --- |\n| \`ANY /${stack}\` |\n\n</details>\n`,
    "<details><summary>the preview</summary>\n\n~~~text",
    ...Array.from({ length: lines }, (_, index) => `line ${index} of ${stack} with some text behind it`),
    "~~~\n\n</details>\n",
    "<details><summary>options compared</summary>\n\n| option |\n| --- |\n| 1 |\n\n</details>\n",
  ].join("\n");

/** Fails if a tag or a fence stays open. */
function assertBalanced(text: string) {
  assert.equal(count(text, /<details>/g), count(text, /<\/details>/g), "details");
  assert.equal(count(text, /^~~~/gm) % 2, 0, "fence");
}

describe("the comment on a pull request", () => {
  it("has the reports in the order of their names, and a link to the run", async () => {
    const { created, updated, asked } = await post({ "shared.md": report("shared", 2), "dev.md": report("dev", 2) });
    assert.deepEqual(updated, []);
    assert.equal(
      created[0],
      `<!-- offline preview -->\n\n${report("dev", 2)}\n\n${report("shared", 2)}\n\n[the run](${url})`,
    );
    assert.deepEqual(asked, [{ owner: "o", repo: "r", state: "open", head: "fork:topic" }]);
  });

  it("replaces the earlier comment of the same workflow only", async () => {
    const user = { type: "Bot" };
    const comments = [
      { id: 1, body: "<!-- offline preview -->\nby a person", user: { type: "User" } },
      { id: 2, body: "<!-- preview preview -->\nold", user },
      { id: 3, body: "<!-- offline preview -->\nold", user },
    ];
    const { created, updated } = await post({ "dev.md": "new" }, { comments });
    assert.deepEqual([created, updated.map(({ id }) => id)], [[], [3]]);
    const other = await post({ "dev.md": "new" }, { comments, name: "preview" });
    assert.deepEqual(
      other.updated.map(({ id }) => id),
      [2],
    );
  });

  it("cuts only the reports that are too long, closes what is open, and says where the rest is", async () => {
    const reports = {
      "a.md": report("a", 5),
      "b.md": report("b", 2000),
      "c.md": report("c", 3000),
      "d.md": report("d", 5),
    };
    const [body = ""] = (await post(reports)).created;
    // GitHub's limit of a comment.
    assert.ok(body.length < 65_536, `${body.length} characters`);
    // Both short reports are whole, and the others share what they leave.
    assert.ok(body.length > 58_000, `${body.length} characters`);
    assert.ok(body.includes(reports["a.md"]) && body.includes(reports["d.md"]));
    assert.equal(count(body, /\*\*Cut here\.\*\* The whole report is in \[the summary of the run\]/g), 2);
    for (const stack of ["a", "b", "c", "d"]) assert.ok(body.includes(`### stack ${stack}, offline preview: accepted`));
    for (const part of body.split("### stack ")) assertBalanced(part);
    assert.ok(body.endsWith(`\n\n[the run](${url})`));
  });

  it("stays balanced wherever it is cut", async () => {
    // The cut moves from the table at the end through the details before it into the fenced text.
    for (const lines of [1320, 1350, 1380, 1410, 1430, 1440, 1445, 1450, 1455, 1460, 1470, 1500, 1600]) {
      const table = Array.from({ length: 400 }, (_, index) => `| row ${index} with text |`).join("\n");
      const text = `${report("a", lines)}\n<details><summary>x</summary>\n\n${table}\n\n</details>\n`;
      const [body = ""] = (await post({ "a.md": text })).created;
      assertBalanced(body);
      assert.match(body, /Cut here/);
      assert.ok(body.length < 65_536);
    }
    const [oneLine = ""] = (await post({ "a.md": "x".repeat(70_000) })).created;
    assert.match(oneLine, /Cut here/);
  });

  it("is not written for another commit, or without a report", async () => {
    const moved = await post({ "dev.md": "new" }, { head: "def" });
    assert.deepEqual([moved.created, moved.notices], [[], ["no open pull request has this commit as its head"]]);
    const none = await post({});
    assert.deepEqual([none.created, none.notices], [[], [`offline left no report: ${url}`]]);
  });

  it("is written by a workflow that runs nothing of the pull request", () => {
    const { on, permissions } = workflow("comment");
    assert.deepEqual(on, { workflow_run: { workflows: ["offline", "preview"], types: ["completed"] } });
    assert.deepEqual(permissions, { actions: "read", "pull-requests": "write" });
    for (const { uses, run: script } of stepsOf("comment")) {
      assert.equal(script, undefined);
      assert.match(uses ?? "", /^actions\/(download-artifact|github-script)@[0-9a-f]{40}$/);
    }
    for (const name of ["offline", "preview"]) {
      const { on: trigger, permissions: granted, jobs } = workflow(name);
      assert.deepEqual([trigger, granted], ["pull_request", { contents: "read" }]);
      for (const job of Object.values(jobs)) assert.equal(job.permissions?.["pull-requests"], undefined);
    }
  });
});
