import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/preview";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const preview = inProcess(main);

/** A folder with the project's Pulumi.yaml and one stack file. */
const folderWith = (stackFile: string) => stackProject("test", stackFile);

const previewOf = (stackFile: string, ...flags: readonly string[]) =>
  preview("--stack", "test", "--directory", folderWith(stackFile), ...flags);

const field = (name: string) => readFileSync(join(projectDirectory, "test/fixtures/field", `${name}.yaml`), "utf8");

const title = (count: number) =>
  `${count === 1 ? "1 problem" : `${count} problems`} in the configuration; nothing was registered:`;

describe("stack files from the field", () => {
  it("50: option 3 works in a Region without VPC links V2, in both passes", async () => {
    for (const pass of ["preview", "apply"]) {
      const flags = ["--pass", pass, "--details"];
      const { status, stdout, stderr } = await previewOf(field("50-region-without-links-v2"), ...flags);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /^Stack test, option 3: REST API/m);
      assert.match(stdout, /NAT gateways per Availability Zone +zone ilc1-az1/);
    }
  });

  it("50: options 2 and 4 work there too, and options 1 and 5 are refused with that advice", async () => {
    const file = field("50-region-without-links-v2");
    for (const option of ["2", "4"]) assert.equal((await previewOf(file, "--option", option)).status, 0);
    for (const option of ["1", "5"]) {
      const { status, stderr } = await previewOf(file, "--option", option);
      assert.equal(status, 1);
      const message = `option: option ${option} needs VPC links V2, which AWS does not list for any zone of il-central-1`;
      assert.ok(
        stderr.startsWith(`${title(1)}\n  ${message}\n      use option 2, 3 or 4, or use another Region: us-east-1, `),
      );
    }
  });

  it("50: option 3 works with the same zones in a Region that nobody knows yet", async () => {
    const file = field("50-region-without-links-v2").replace("il-central-1", "xx-north-3").replaceAll("ilc1", "xxn3");
    const { status, stdout, stderr } = await previewOf(file, "--details");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /NAT gateways per Availability Zone +zone xxn3-az1/);
  });

  it("53: a path that API Gateway reserves is refused", async () => {
    const { status, stderr } = await previewOf(field("53-reserved-path"));
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `${title(1)}\n  Pulumi.test.yaml:11: services[0].path (ping): got /ping; requests to this path never reach the service, because it is reserved for health checks\n      choose another path\n`,
    );
  });

  it("54: both images that a VPC without NAT cannot pull are refused, with ways out", async () => {
    const { status, stderr } = await previewOf(field("54-no-nat-foreign-image"));
    assert.equal(status, 1);
    const reason =
      "in a VPC without NAT, tasks can only pull from private ECR repositories in us-east-1, because public registries have no VPC endpoint\n      push the image to <account>.dkr.ecr.us-east-1.amazonaws.com, or set nat: single on the VPC";
    assert.equal(
      stderr,
      `${title(2)}\n  Pulumi.test.yaml:11: services[0].image (orders): got "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1"; ${reason}\n  Pulumi.test.yaml:12: services[1].image (web): got "nginx"; ${reason}\n`,
    );
  });

  it("55: a third zone leaves the blocks of the others", async () => {
    const file = field("55-zone-appended");
    const blocks = async (text: string) => {
      const { status, stdout } = await previewOf(text, "--json", "--pass", "apply");
      assert.equal(status, 0);
      const { plan } = JSON.parse(stdout) as { plan: { vpcs: { zones: unknown[] }[] } };
      return plan.vpcs[0]?.zones ?? [];
    };
    const three = await blocks(file);
    assert.equal(three.length, 3);
    assert.deepEqual(await blocks(file.replace(", use1-az4", "")), three.slice(0, 2));
  });

  it("56: $default with a REST API is refused", async () => {
    const { status, stderr } = await previewOf(field("56-stage-default-on-rest"));
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `${title(1)}\n  Pulumi.test.yaml:4: stage: $default works with HTTP APIs only, and option 5 creates a REST API\n      name the stage, for example live\n`,
    );
  });

  it("57: keys that the program does not offer are named as such, each with its line", async () => {
    const { status, stderr } = await previewOf(field("57-health-port-and-timeout"));
    assert.equal(status, 1);
    const fix =
      "      remove it: this program does not offer it; docs/configuration.md of private-integrations lists all keys\n";
    assert.equal(
      stderr,
      `${title(2)}\n  Pulumi.test.yaml:15: services[0].healthCheck (orders): unknown key "port"\n${fix}  Pulumi.test.yaml:17: services[0] (orders): unknown key "deregistrationDelay"\n${fix}`,
    );
  });
});

const sound = `config:
  aws:region: us-east-1
  private-integrations:option: 5
  private-integrations:vpcs:
    - { name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }
  private-integrations:services:
    - name: orders
      vpc: core
      image: nginx
      environment:
        PLAIN: x
`;

const secretFix =
  "      store the secret in Secrets Manager or Parameter Store and set its ARN in services[].secrets\n";
const isSecret = "is a secret, which would be stored as plain text in the state of several resources";

describe("encrypted values in a stack file", () => {
  it("a whole key is refused, as the CLI's run refuses it", async () => {
    const { status, stderr } = await previewOf(`${sound}  private-integrations:stage: { secure: v1:abc }\n`);
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `${title(1)}\n  Pulumi.test.yaml:12: stage: ${isSecret}\n${secretFix.replace("store", "write the value in plain text; if it is a secret of a container, store")}`,
    );
  });

  it("a value inside services is named with its line, beside the other problems", async () => {
    const file = sound.replace("PLAIN: x", "KEY: { secure: v1:abc }").replace("image: nginx", "image: Nginx");
    const { status, stderr } = await previewOf(file);
    assert.equal(status, 1);
    assert.ok(
      stderr.startsWith(
        `${title(2)}\n  Pulumi.test.yaml:11: services[0].environment.KEY (orders): ${isSecret}\n${secretFix}  Pulumi.test.yaml:9: services[0].image (orders): got "Nginx"; `,
      ),
      stderr,
    );
  });

  it("those of other namespaces are only noted", async () => {
    const { status, stderr } = await previewOf(`${sound}  datadog:apiKey: { secure: v1:abc }\n`);
    assert.equal(status, 0);
    assert.equal(stderr, "note: datadog:apiKey is encrypted and cannot be read offline\n");
  });
});

describe("accepted findings", () => {
  it("an acknowledgement that matches no violation is noted, and an unknown policy is refused", async () => {
    const acknowledge = (rule: string) =>
      `${sound}  private-integrations:acknowledge: [{ rule: ${rule}, resource: nowhere, reason: x }]\n`;
    const { status, stdout } = await previewOf(acknowledge("balancer-is-internal"), "--json");
    assert.equal(status, 0);
    assert.deepEqual((JSON.parse(stdout) as { notes: string[] }).notes, [
      "acknowledge[0] of balancer-is-internal matches no violation; correct its resource or remove it",
    ]);
    const refused = await previewOf(acknowledge("balancer-is-internl"));
    assert.equal(
      refused.stderr,
      `${title(1)}\n  Pulumi.test.yaml:12: acknowledge[0].rule: got "balancer-is-internl"; allowed: the id of a policy\n      did you mean "balancer-is-internal"? policies/README.md of private-integrations lists the ids\n`,
    );
  });
});

describe("lines of problems", () => {
  it("what a file lacks has the line of what should contain it, or the file alone", async () => {
    const file = sound.replace("      image: nginx\n", "").replace("  aws:region: us-east-1\n", "");
    const { stderr } = await previewOf(file);
    const places = stderr.split("\n").filter((line) => line.startsWith("  Pulumi"));
    assert.deepEqual(
      places.map((line) => line.split(": ").slice(0, 2).join(": ").trim()),
      ["Pulumi.test.yaml: aws:region", "Pulumi.test.yaml:6: services[0].image (orders)"],
    );
  });

  it("a value that Pulumi.yaml sets has its line there, and a value that it only declares is missing", async () => {
    const directory = folderWith(sound.replace(/.*option: 5\n/, ""));
    const declared = "name: private-integrations\nruntime: nodejs\nconfig:\n";
    const placesOf = async (config: string) => {
      writeFileSync(join(directory, "Pulumi.yaml"), `${declared}${config}`);
      const { status, stderr } = await preview("--stack", "test", "--directory", directory);
      assert.equal(status, 1);
      return stderr.split("\n").slice(1, 2).join("");
    };
    const option = "option: got 9; allowed: 1, 2, 3, 4, 5";
    assert.equal(await placesOf("  option: { type: integer, default: 9 }\n"), `  Pulumi.yaml:4: ${option}`);
    assert.equal(await placesOf("  tags: {}\n  option:\n    value: 9\n"), `  Pulumi.yaml:5: ${option}`);
    assert.equal(await placesOf("  opton: 2\n"), '  Pulumi.yaml:4: configuration: unknown key "opton"');
    assert.equal(
      await placesOf("  stage: { type: string }\n"),
      "  Pulumi.test.yaml: stage: is missing; Pulumi.yaml declares it with type string",
    );
  });

  it("a zone that the account does not have has its line, and nothing is registered", async () => {
    const { status, stderr } = await previewOf(sound.replace("option: 5", "option: 3").replace("az2]", "az9]"));
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `${title(1)}\n  Pulumi.test.yaml:5: vpcs[0].zones (core): got use1-az9; zones of us-east-1 that the preview knows: use1-az6, use1-az1, use1-az2, use1-az4, use1-az3, use1-az5\n      correct the ids; if AWS has added the zone since, preview with the Pulumi CLI, which asks your account\n`,
    );
  });

  it("a value from a flag has no line", async () => {
    const { stderr } = await previewOf(`${sound}  private-integrations:stage: $default\n`, "--option", "4");
    assert.match(stderr, /\n {2}Pulumi\.test\.yaml:12: stage: /);
    const refused = await previewOf(
      sound.replaceAll("use1", "ilc1").replace("us-east-1", "il-central-1"),
      "--option",
      "1",
    );
    assert.match(refused.stderr, /\n {2}option: option 1 needs VPC links V2/);
  });

  it("--json has them as `at`", async () => {
    const { stdout } = await previewOf(sound.replace("image: nginx", "image: Nginx"), "--json");
    const { problems } = JSON.parse(stdout) as { problems: Record<string, string>[] };
    assert.deepEqual(
      problems.map(({ at, where }) => [at, where]),
      [["Pulumi.test.yaml:9", "services[0].image (orders)"]],
    );
  });

  it("a refused stack file stays as it is, and no other file is written", async () => {
    const directory = folderWith(sound.replace("image: nginx", "image: Nginx"));
    const before = readFileSync(join(directory, "Pulumi.test.yaml"), "utf8");
    assert.equal((await preview("--stack", "test", "--directory", directory)).status, 1);
    assert.equal(readFileSync(join(directory, "Pulumi.test.yaml"), "utf8"), before);
    assert.deepEqual(readdirSync(directory).sort(), ["Pulumi.test.yaml", "Pulumi.yaml", "index.ts"]);
  });

  it("keys of a new project's template are named with their new names", async () => {
    const { status, stderr } = await previewOf(
      sound
        .replaceAll("private-integrations:vpcs", "acme:vpcs")
        .replaceAll("private-integrations:services", "acme:services"),
    );
    assert.equal(status, 1);
    const renamed = (line: number, key: string) =>
      `  Pulumi.test.yaml:${line}: acme:${key}: belongs to a different project than private-integrations, so nothing reads it\n      rename it to private-integrations:${key}, or remove it\n`;
    assert.equal(stderr, `${title(2)}\n${renamed(4, "vpcs")}${renamed(6, "services")}`);
  });
});
