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

const marker = (stack: string, name = "offline") => `<!-- ${name} of stack ${stack} -->`;

describe("the comments on a pull request", () => {
  it("are one for each stack, with the text of its report", async () => {
    const { created, updated, asked } = await post({ "shared.md": "about shared", "dev.md": "about dev" });
    assert.deepEqual(updated, []);
    assert.deepEqual(created, [`${marker("dev")}\nabout dev`, `${marker("shared")}\nabout shared`]);
    assert.deepEqual(asked, [{ owner: "o", repo: "r", state: "open", head: "fork:topic" }]);
  });

  it("replace the earlier comment of the same stack and workflow only", async () => {
    const user = { type: "Bot" };
    const comments = [
      { id: 1, body: `${marker("dev")}\nby a person`, user: { type: "User" } },
      { id: 2, body: `${marker("dev", "preview")}\nold`, user },
      { id: 3, body: `${marker("dev-2")}\nold`, user },
      { id: 4, body: `${marker("dev")}\nold`, user },
    ];
    const { created, updated } = await post({ "dev.md": "new", "shared.md": "first" }, { comments });
    assert.deepEqual(created, [`${marker("shared")}\nfirst`]);
    assert.deepEqual(updated, [{ id: 4, body: `${marker("dev")}\nnew` }]);
    const other = await post({ "dev.md": "new" }, { comments, name: "preview" });
    assert.deepEqual(other.updated, [{ id: 2, body: `${marker("dev", "preview")}\nnew` }]);
  });

  it("never exceed what GitHub accepts, whatever code of the pull request wrote", async () => {
    const fits = "x".repeat(65_536 - marker("a").length - 1);
    const { created } = await post({ "a.md": fits, "b.md": `${fits}x` });
    assert.equal(created[0]?.length, 65_536);
    assert.equal(created[1], `${marker("b")}\nThe report of stack b is too long; [the run](${url}) has it.`);
  });

  it("take only files that may be reports of stacks, and not too many", async () => {
    const reports = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`s${index + 10}.md`, "text"]));
    const { created } = await post({
      ...reports,
      "a -->.md": "breaks the marker",
      "b.txt": "no report",
      "c.md": " \n",
    });
    assert.equal(created.length, 20);
    assert.equal(created[0], `${marker("s10")}\ntext`);
  });

  it("are not written for another commit, or without a report", async () => {
    const moved = await post({ "dev.md": "new" }, { head: "def" });
    assert.deepEqual([moved.created, moved.notices], [[], ["no open pull request has this commit as its head"]]);
    for (const reports of [{}, { "dev.md": "" }]) {
      const none = await post(reports);
      assert.deepEqual([none.created, none.notices], [[], [`offline left no report: ${url}`]]);
    }
  });

  it("are written by a workflow that runs nothing of the pull request", () => {
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
