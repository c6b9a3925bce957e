import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { decide } from "../../core/decide";
import { knownRegions } from "../../core/regions";
import { settingsIn } from "../../tools/init/stack-file";
import { main as preview } from "../../tools/preview";
import { request } from "../support/request";
import { projectDirectory } from "../support/run";
import { emptyFolder, init, installPackage } from "../support/started";
import { inProcess } from "../support/tool";

const files = [
  ".gitignore",
  "Pulumi.dev.yaml",
  "Pulumi.yaml",
  "README.md",
  "index.ts",
  "package.json",
  "tsconfig.json",
];
const read = (directory: string, name: string) => readFileSync(join(directory, name), "utf8");
const template = (name: string) => read(join(projectDirectory, "template"), name);
const configOf = (directory: string) =>
  (parse(read(directory, "Pulumi.dev.yaml")) as { config: Record<string, unknown> }).config;

describe("private-integrations init", () => {
  it("writes the files of the template, with the name of the folder as name", async () => {
    const directory = emptyFolder("Acme Edge");
    const { status, stdout, stderr } = await init(directory);
    assert.equal(status, 0);
    assert.deepEqual(readdirSync(directory).sort(), files);
    for (const name of files) assert.ok(stdout.includes(`\n  ${name}\n`), name);
    assert.equal(
      stderr,
      "defaults: --name acme-edge --region us-east-1 --option 1 --service hello --image public.ecr.aws/nginx/nginx:1.29 --port 80 --path /hello\n",
    );
    for (const name of ["Pulumi.dev.yaml", "index.ts", "tsconfig.json", ".gitignore"])
      assert.equal(read(directory, name), template(name), name);
    for (const name of ["package.json", "README.md"])
      assert.equal(read(directory, name), template(name).replaceAll("${PROJECT}", "acme-edge"), name);
  });

  it("Pulumi.yaml has the name, and no questions of pulumi new", async () => {
    const directory = emptyFolder();
    await init(directory);
    const { template: questions, ...rest } = parse(template("Pulumi.yaml")) as Record<string, unknown>;
    assert.ok(questions);
    const description = "Private ECS Fargate services behind Amazon API Gateway";
    assert.deepEqual(parse(read(directory, "Pulumi.yaml")), { ...rest, name: "shop", description });
  });

  it("flags set Region, zones, option and the first service", async () => {
    const directory = emptyFolder();
    const flags = "--name web-shop --region ap-northeast-1 --option 5 --service cart --image ghcr.io/acme/cart:2";
    const { status, stderr } = await init(directory, ...flags.split(" "), "--port", "3000", "--path", "/v1/cart");
    assert.equal(status, 0);
    assert.equal(stderr, "");
    // Of the four zones, az3 supports no VPC links V2.
    assert.deepEqual(configOf(directory), {
      "aws:region": "ap-northeast-1",
      option: 5,
      vpcs: [{ name: "main", cidr: "10.0.0.0/16", zones: ["apne1-az1", "apne1-az2"], nat: "single" }],
      services: [
        {
          name: "cart",
          vpc: "main",
          path: "/v1/cart",
          stripPrefix: true,
          image: "ghcr.io/acme/cart:2",
          containerPort: 3000,
          desiredCount: 2,
        },
      ],
    });
    assert.match(read(directory, "README.md"), /^curl "\$\(pulumi stack output url\)\/v1\/cart"$/m);
    assert.doesNotMatch(read(directory, "README.md"), /hello/);
    assert.match(read(directory, "Pulumi.dev.yaml"), /^ {2}# The topology: /m);
  });

  it("a service at the root path is asked for at the root", async () => {
    const directory = emptyFolder();
    await init(directory, "--path", "/");
    assert.match(read(directory, "README.md"), /^curl "\$\(pulumi stack output url\)"$/m);
  });

  it("the port of another image is the default of the settings", async () => {
    const { stderr } = await init(emptyFolder(), "--image", "ghcr.io/acme/cart:2");
    assert.match(stderr, / --port 8080 /);
  });

  it("the container of the template receives a path that nginx answers", async () => {
    const directory = emptyFolder();
    await init(directory);
    for (const option of [1, 2, 3, 4, 5]) {
      const decision = decide({ ...settingsIn(read(directory, "Pulumi.dev.yaml")), option }, "us-east-1");
      assert.ok("plan" in decision, JSON.stringify(decision));
      assert.equal(request(decision.plan, "/hello")?.path, "/");
    }
  });

  it("starts a project in every Region whose zones are known, with an option that works there", async () => {
    const refused: string[] = [];
    for (const region of knownRegions) {
      const { status, stderr } = await init(emptyFolder(), "--region", region);
      if (status === 0) assert.match(stderr, / --option [13] /);
      else refused.push(region);
    }
    assert.deepEqual(refused, ["us-gov-east-1", "cn-northwest-1"]);
  });

  for (const option of ["1", "3"]) {
    it(`the project previews at once, option ${option}`, async () => {
      const directory = emptyFolder();
      await init(directory, "--option", option, "--region", "eu-west-3");
      installPackage(directory);
      const { status, stdout, stderr } = await inProcess(preview)(
        "--directory",
        directory,
        "--pass",
        "apply",
        "--json",
      );
      assert.equal(status, 0, stderr);
      const { proofs } = JSON.parse(stdout) as { proofs: { verdict: string }[] };
      assert.deepEqual(
        proofs.map(({ verdict }) => verdict),
        ["proved", "proved"],
      );
    });
  }

  it("the next commands enter the folder, if it is another one", async () => {
    const directory = emptyFolder();
    const { next } = JSON.parse((await init(directory, "--json")).stdout) as { next: string[] };
    assert.match(next[0] ?? "", /^cd .*shop$/);
    assert.deepEqual(next.slice(1), ["npm install", "npm run preview", "npm test"]);
  });

  it("creates the folder, and those above it", async () => {
    const directory = join(emptyFolder(), "a", "b");
    assert.equal((await init(directory)).status, 0);
    assert.deepEqual(readdirSync(directory).sort(), files);
  });

  it("--json prints the answers, the defaults and the files", async () => {
    const directory = emptyFolder();
    const { status, stdout, stderr } = await init(directory, "--json", "--service", "cart");
    assert.equal(status, 0);
    assert.equal(stderr, "");
    const started = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(started["version"], "alpha");
    assert.equal(started["directory"], directory);
    assert.deepEqual(started["files"], files);
    assert.deepEqual(started["defaults"], ["name", "region", "option", "image", "port", "path"]);
    assert.equal((started["answers"] as { path: string }).path, "/cart");
  });

  it("--help names every flag", async () => {
    const { status, stdout } = await init("--help");
    assert.equal(status, 0);
    for (const flag of [
      "name",
      "region",
      "option",
      "service",
      "image",
      "port",
      "path",
      "package",
      "policies",
      "yes",
      "json",
    ])
      assert.match(stdout, new RegExp(`^ +--${flag}\\b`, "m"));
  });

  it("an unknown flag exits 2", async () => {
    const { status, stderr } = await init(emptyFolder(), "--regoin", "eu-west-1");
    assert.equal(status, 2);
    assert.match(stderr, /did you mean --region\?|Did you mean --region\?/i);
  });
});

describe("private-integrations init, which overwrites nothing", () => {
  it("names all files that exist, and writes none", async () => {
    const directory = emptyFolder();
    for (const name of ["README.md", "index.ts", "notes.txt"]) writeFileSync(join(directory, name), "mine");
    const { status, stdout, stderr } = await init(directory);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^1 problem; nothing was written:\n/);
    assert.match(stderr, /has files that init does not overwrite: README\.md, index\.ts\n/);
    assert.deepEqual(readdirSync(directory).sort(), ["README.md", "index.ts", "notes.txt"]);
    assert.equal(read(directory, "README.md"), "mine");
  });

  it("writes beside other files", async () => {
    const directory = emptyFolder();
    mkdirSync(join(directory, ".git"));
    writeFileSync(join(directory, "LICENSE"), "mine");
    assert.equal((await init(directory)).status, 0);
    assert.equal(read(directory, "LICENSE"), "mine");
  });

  it("says so where the folder is a file", async () => {
    const file = join(emptyFolder(), "taken");
    writeFileSync(file, "");
    const { status, stderr } = await init(file);
    assert.equal(status, 1);
    assert.match(stderr, /taken: is a file; a project is a folder\n/);
  });

  it("leaves nothing behind where the folder cannot be created", async () => {
    const above = join(emptyFolder(), "taken");
    writeFileSync(above, "");
    const { status, stderr } = await init(join(above, "project"));
    assert.equal(status, 1);
    assert.match(stderr, /could not be written: /);
    assert.deepEqual(readdirSync(dirname(above)), ["taken"]);
    assert.ok(!existsSync(join(above, "project")));
  });
});
