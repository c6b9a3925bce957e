import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { decide } from "../../core/decide";
import type { AwsMemberName } from "../../core/settings/aws-members";
import { awsMembers, fits } from "../../core/settings/aws-members";
import type { CapturedResource } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { projectDirectory } from "../support/run";

type Inputs = Readonly<Record<string, unknown>>;
type Value = readonly [member: AwsMemberName, value: unknown];

const containers = (inputs: Inputs) => JSON.parse(String(inputs["containerDefinitions"])) as readonly Inputs[];

function taskValues(inputs: Inputs): readonly Value[] {
  const { ephemeralStorage, volumes = [] } = inputs as {
    ephemeralStorage?: { sizeInGib: number };
    volumes?: readonly { name: string }[];
  };
  return [
    ["ecs RegisterTaskDefinition.family", inputs["family"]],
    ["ecs EphemeralStorage.sizeInGiB", ephemeralStorage?.sizeInGib],
    ...volumes.map(({ name }) => ["ecs Volume.name", name] as const),
    ...containers(inputs).flatMap(containerValues),
  ];
}

function containerValues({ name, image, memoryReservation, healthCheck }: Inputs): readonly Value[] {
  const check = healthCheck as
    { command: string[]; interval: number; timeout: number; retries: number; startPeriod?: number } | undefined;
  return [
    ["ecs ContainerDefinition.name", name],
    ["ecs ContainerDefinition.memoryReservation", memoryReservation],
    ["ecs ContainerDefinition.image", image],
    ...(check === undefined
      ? []
      : ([
          ["ecs HealthCheck.command[0]", check.command[0]],
          ["ecs HealthCheck.interval", check.interval],
          ["ecs HealthCheck.timeout", check.timeout],
          ["ecs HealthCheck.retries", check.retries],
          ["ecs HealthCheck.startPeriod", check.startPeriod],
        ] as const)),
  ];
}

function healthValues(inputs: Inputs): readonly Value[] {
  const check = inputs["healthCheck"] as Inputs;
  return [
    ["elbv2 CreateTargetGroup.Port", inputs["port"]],
    ["elbv2 CreateTargetGroup.HealthCheckPath", check["path"]],
    ["elbv2 CreateTargetGroup.HealthCheckIntervalSeconds", check["interval"]],
    ["elbv2 CreateTargetGroup.HealthCheckTimeoutSeconds", check["timeout"]],
    ["elbv2 CreateTargetGroup.HealthyThresholdCount", check["healthyThreshold"]],
    ["elbv2 CreateTargetGroup.UnhealthyThresholdCount", check["unhealthyThreshold"]],
  ];
}

const patternsOf = (inputs: Inputs): readonly string[] =>
  (inputs["conditions"] as { pathPattern?: { values: string[] } }[]).flatMap(
    ({ pathPattern }) => pathPattern?.values ?? [],
  );

/** The members that values of a resource end in, by type of the resource. */
const membersByType: Readonly<Record<string, (inputs: Inputs) => readonly Value[]>> = {
  "aws:ecs/taskDefinition:TaskDefinition": taskValues,
  "aws:lb/targetGroup:TargetGroup": healthValues,
  "aws:lb/listener:Listener": ({ port }) => [["elbv2 CreateListener.Port", port]],
  "aws:lb/listenerRule:ListenerRule": (inputs) => [
    ["elbv2 CreateRule.Priority", inputs["priority"]],
    ...patternsOf(inputs).map((pattern) => ["elbv2 PathPatternConditionConfig.Values", pattern] as const),
  ],
  "aws:cloudwatch/logGroup:LogGroup": ({ name }) => [["logs CreateLogGroup.logGroupName", name]],
  "aws:apigateway/stage:Stage": ({ stageName }) => [["apigateway CreateStage.stageName", stageName]],
  "aws:apigatewayv2/stage:Stage": ({ name }) => [["apigatewayv2 CreateStage.StageName", name]],
  "aws:apigateway/resource:Resource": ({ pathPart }) => [["apigateway CreateResource.pathPart", pathPart]],
  "pulumi:providers:aws": ({ defaultTags = '{"tags":{}}' }) => {
    const tags = Object.entries((JSON.parse(String(defaultTags)) as { tags: Record<string, string> }).tags);
    return [
      // Subnets have two tags of their own.
      ["all tags of a resource", tags.length + 2],
      ...tags.flatMap(([key, value]) =>
        (Object.keys(awsMembers) as AwsMemberName[]).flatMap((member): Value[] =>
          /Tags?\.[Kk]ey$/.test(member) ? [[member, key]] : /Tags?\.[Vv]alue$/.test(member) ? [[member, value]] : [],
        ),
      ),
    ];
  },
};

const valuesOf = ({ type, inputs }: CapturedResource): readonly Value[] =>
  (membersByType[type]?.(inputs) ?? []).filter(([, value]) => value !== undefined);

/** Texts of allowed characters, with now and then one that some service refuses. */
const text = (characters: string, maxLength: number) =>
  fc.string({
    unit: fc.oneof(
      { weight: 250, arbitrary: fc.constantFrom(...Array.from(characters)) },
      { weight: 1, arbitrary: fc.constantFrom("~", "&", "!", "#", " ", "ü", "@", ":", "*", "%") },
    ),
    minLength: 1,
    maxLength,
  });

const word = "abcdefghijklmnopqrstuvwxyzABCXYZ0189._-";
/** Numbers of a range, and now and then one beyond it. */
const mostly = (min: number, max: number) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min, max }) },
    { weight: 1, arbitrary: fc.constantFrom(min - 1, max + 1) },
  );

const healthCheck = fc.record(
  {
    path: text(`${word}/?=`, 40).map((rest) => `/${rest}`),
    intervalSeconds: mostly(121, 300),
    timeoutSeconds: mostly(2, 120),
    healthyThreshold: mostly(2, 10),
    unhealthyThreshold: mostly(2, 10),
    gracePeriodSeconds: mostly(0, 5000),
    command: fc.oneof(
      { weight: 20, arbitrary: fc.tuple(fc.constantFrom("CMD", "CMD-SHELL"), fc.constant("true")) },
      { weight: 1, arbitrary: fc.tuple(fc.constant("curl")) },
    ),
  },
  { requiredKeys: ["intervalSeconds"] },
);
const segments = (characters: string) => fc.array(text(characters, 12), { minLength: 1, maxLength: 3 });
const sidecar = fc.record(
  {
    name: text("abcxyz019-", 6),
    image: fc.constant("proxy:1"),
    memoryReservationMiB: mostly(6, 200),
    readonlyRootFilesystem: fc.constant(true),
    writablePaths: fc.array(
      segments(word).map((parts) => `/${parts.join("/")}`),
      { maxLength: 2 },
    ),
    healthCommand: fc.tuple(fc.constantFrom("CMD", "CMD-SHELL"), fc.constant("true")),
  },
  { requiredKeys: ["name", "image", "readonlyRootFilesystem"] },
);
const service = fc.record(
  {
    sidecars: fc.array(sidecar, { maxLength: 1 }),
    ephemeralStorageGiB: mostly(21, 200),
    path: segments(word).map((parts) => `/${parts.join("/")}`),
    image: segments("abcxyz019").map((parts) => parts.join("/")),
    containerPort: mostly(1, 65_535),
    healthCheck,
    environment: fc.dictionary(text(word, 6), fc.string(), { maxKeys: 2 }),
    group: fc.constant("web"),
  },
  { requiredKeys: ["path", "image"] },
);
const stack = fc.record(
  {
    option: fc.constantFrom(1, 2, 3, 4, 5),
    stage: fc.oneof({ weight: 5, arbitrary: text("abc-_", 8) }, { weight: 1, arbitrary: fc.constant("$default") }),
    tags: fc.dictionary(text(`${word} /`, 10), fc.oneof(text(word, 10), fc.constant("")), { maxKeys: 5 }),
    services: fc.tuple(service, service),
  },
  { requiredKeys: ["option", "services"] },
);

/** A folder with a project that runs this program, and an empty stack. */
function folderOf(project: string, stackName: string): string {
  const directory = mkdtempSync(join(tmpdir(), "members-"));
  const file = readFileSync(join(projectDirectory, "Pulumi.yaml"), "utf8");
  writeFileSync(join(directory, "Pulumi.yaml"), file.replace(/^name: .*$/m, `name: ${project}`));
  writeFileSync(join(directory, "index.ts"), `export = require(${JSON.stringify(join(projectDirectory, "index"))});\n`);
  writeFileSync(join(directory, `Pulumi.${stackName}.yaml`), "config: { aws:region: us-east-1 }\n");
  return directory;
}

describe("what the settings accept", () => {
  it("fits the member of the request that it ends in", async function () {
    this.timeout(240_000);
    const seen = new Set<AwsMemberName>();
    let accepted = 0;
    // The names of project and stack end in the family of a task definition too.
    const directory = folderOf("shop.api", "a.b");
    await fc.assert(
      fc.asyncProperty(stack, async ({ services, ...others }) => {
        const named = services.map((entry, index) => ({ name: `s${index}`, vpc: "core", ...entry }));
        const vpcs = [{ name: "core", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
        const raw = { ...others, vpcs, services: named };
        if ("problems" in decide(raw, "us-east-1")) return;
        accepted += 1;
        const { errors, resources } = await runProgram({ directory, stack: "a.b", pass: "preview", overrides: raw });
        assert.deepEqual(errors, []);
        for (const [member, value] of resources.flatMap(valuesOf)) {
          seen.add(member);
          assert.ok(fits(member, value as string | number), `${member}: ${JSON.stringify(value)}`);
        }
      }),
      { numRuns: 150, seed: 20_261_126 },
    );
    assert.ok(accepted > 20, `only ${accepted} stacks were accepted`);
    assert.deepEqual(
      (Object.keys(awsMembers) as AwsMemberName[]).filter((member) => !seen.has(member)),
      [],
    );
  });
});
