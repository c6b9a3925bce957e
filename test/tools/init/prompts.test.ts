import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { mainWith } from "../../../tools/init";
import { CancelledError } from "../../../tools/init/prompts";
import { emptyFolder } from "../../support/started";
import { inProcess } from "../../support/tool";

/** Runs init for a person who types these answers and then ends the input. */
async function typed(answers: readonly string[], ...flags: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  let closed = 0;
  const prompter = {
    ask: (question: string) => {
      asked.push(question);
      const answer = left.shift();
      return answer === undefined ? Promise.reject(new CancelledError()) : Promise.resolve(answer);
    },
    close: () => {
      closed++;
    },
  };
  const outcome = await inProcess(mainWith(() => prompter))(...flags);
  return { ...outcome, asked, closed, left };
}

const everything = ["shop", "eu-west-1", "5", "cart", "ghcr.io/acme/cart:2", "3000", "/cart"];

describe("the questions of init", () => {
  it("ask for all answers, and show the defaults", async () => {
    const directory = emptyFolder("acme");
    const { status, stderr, asked, closed } = await typed(everything, directory);
    assert.equal(status, 0, stderr);
    assert.equal(closed, 1);
    assert.deepEqual(
      asked.map((question) => question.split("\n").at(-1)),
      [
        "Project name (acme): ",
        "AWS Region (us-east-1): ",
        "Option, one of these topologies; it can be changed later (1): ",
        "Name of the first service (hello): ",
        "Its container image (public.ecr.aws/nginx/nginx:1.29): ",
        "Port that its container listens on (8080): ",
        "Path of the service in the API (/cart): ",
      ],
    );
    assert.match(asked[2] ?? "", /^ {2}1 {2}HTTP API.*\n {2}2 {2}REST API/);
    const { config } = parse(readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8")) as {
      config: { option: number };
    };
    assert.equal(config.option, 5);
    // Nothing was a default that the person has not seen.
    assert.equal(stderr, "");
  });

  it("an empty answer takes the default, and flags are not asked for", async () => {
    const { status, stdout, asked } = await typed(
      ["", "", ""],
      emptyFolder("acme"),
      ..."--name a --region eu-west-1 --image x --port 1".split(" "),
    );
    assert.equal(status, 0);
    assert.equal(asked.length, 3);
    assert.match(stdout, /^Started project a in /);
  });

  it("ask again after an answer that a validation refuses, and say why", async () => {
    const answers = ["Shop", "shop", "eu-centrl-1", "eu-south-2", "1", "3", "cart", "", "", ""];
    const { status, stderr, asked, left } = await typed(answers, emptyFolder());
    assert.equal(status, 0);
    assert.deepEqual(left, []);
    assert.equal(asked.length, 10);
    assert.match(stderr, /got "Shop"; allowed by Pulumi and npm: .*\n {2}for example: shop\n/);
    assert.match(stderr, /got "eu-centrl-1"; .*\n {2}did you mean "eu-central-1"\?\n/);
    assert.match(stderr, /option 1 needs VPC links V2, .*\n {2}use option 2, 3 or 4/);
    // AWS lists no zone for VPC links V2 there.
    assert.match(asked[4] ?? "", /\(3\): $/);
  });

  it("the end of the input writes nothing", async () => {
    const directory = emptyFolder();
    const { status, stderr, closed } = await typed(everything.slice(0, 6), directory);
    assert.equal(status, 1);
    assert.match(stderr, /cancelled; nothing was written/);
    assert.equal(closed, 1);
    assert.deepEqual(readdirSync(directory), []);
  });

  it("are not asked with --yes or --json, nor where files exist already", async () => {
    for (const flag of ["--yes", "--json"]) assert.deepEqual((await typed([], emptyFolder(), flag)).asked, []);
    const directory = emptyFolder();
    writeFileSync(join(directory, "index.ts"), "");
    const { status, asked } = await typed([], directory);
    assert.equal(status, 1);
    assert.deepEqual(asked, []);
  });

  it("a flag that is wrong is refused after the questions", async () => {
    const { status, stderr } = await typed(["", "", "", "", "", ""], emptyFolder(), "--region", "x");
    assert.equal(status, 1);
    assert.match(stderr, /--region: got "x"/);
  });
});
