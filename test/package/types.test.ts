import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageProject } from "../support/packages";

const program = (settings: string) => `import { deploy } from "private-integrations";
import type { StackSettings } from "private-integrations";

const settings: StackSettings = {
  vpcs: [{ name: "shop", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"], nat: "single" }],
  ${settings}
};
export = () => deploy(settings);
`;

const orders = (more: string) => `services: [{ name: "orders", vpc: "shop", image: "nginx:1.29", ${more} }],`;

const constants = `import * as pulumi from "@pulumi/pulumi";
import { deploy, PrivateIntegrations } from "private-integrations";
import type { StackOutputs } from "private-integrations";

const zones = ["use1-az1", "use1-az2"] as const;
const settings = {
  option: 5,
  vpcs: [{ name: "shop", cidr: "10.0.0.0/16", zones }],
  services: [{ name: "orders", vpc: "shop", image: "nginx:1.29", containerPort: 80, autoscaling: undefined }],
} as const;
const shop = new PrivateIntegrations("shop", { ...settings, region: undefined });
const others = new pulumi.StackReference("shop/dev").outputs as pulumi.Output<StackOutputs>;

export const cluster: pulumi.Output<string> | undefined = shop.services["orders"]?.clusterArn;
export const stage = others.apply(({ api }) => api.stageArn);
export const url = deploy(settings).then((outputs) => outputs.url);
`;

const files = {
  "constants.ts": constants,
  "right.ts": program(orders("containerPort: 80")),
  "type.ts": program(orders('containerPort: "80"')),
  "key.ts": program(orders("containerPort: 80, port: 80")),
  "option.ts": program(`option: 6, ${orders("containerPort: 80")}`),
  "component.ts":
    'import { FargateService } from "private-integrations/components/fargate-service";\n\nnew FargateService(1);\n',
};

/** Each way in which a tsconfig.json lets TypeScript find packages. Without skipLibCheck, our types are checked too. */
const resolutions = {
  nodenext: { module: "nodenext", skipLibCheck: false },
  bundler: { module: "preserve", moduleResolution: "bundler", skipLibCheck: true },
  node10: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0", skipLibCheck: true },
};

/** One compilation, since each reads all types of AWS. @returns the lines of its output, sorted */
async function typeErrors(resolution: object): Promise<readonly string[]> {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: "es2022",
    types: ["node"],
    ...resolution,
  };
  const folder = await packageProject({
    ...files,
    "tsconfig.json": JSON.stringify({ compilerOptions, files: Object.keys(files) }),
  });
  const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { cwd: folder, encoding: "utf8" });
  return stdout
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith(" "))
    .sort();
}

describe("types of the package", () => {
  for (const [name, resolution] of Object.entries(resolutions))
    it(`accept right settings and refuse wrong ones in their line, with ${name}`, async () => {
      const [component = "", key = "", option = "", type = "", ...others] = await typeErrors(resolution);
      assert.deepEqual(others, []);
      assert.match(component, /^component\.ts\(3,\d+\): error TS2554: Expected \d/);
      assert.match(key, /^key\.ts\(6,\d+\): error TS2353: .*'port' does not exist/);
      assert.match(option, /^option\.ts\(6,3\): error TS2322: Type '6' is not assignable/);
      assert.match(type, /^type\.ts\(6,\d+\): error TS2322: Type 'string' is not assignable to type 'number'\.$/);
    });
});
