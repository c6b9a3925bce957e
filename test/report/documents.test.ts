import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { settingsSchema } from "../../core/settings/schema";
import { replaceGenerated } from "../../report/generated";
import { generatedFiles, generatedParts } from "../../tools/documents";
import { projectDirectory } from "../support/run";

const read = (file: string) => readFileSync(join(projectDirectory, file), "utf8");

describe("documents", () => {
  for (const { file, name, content } of generatedParts) {
    it(`${file}: the generated part ${name} is up to date (npm run docs)`, async () => {
      const document = read(file);
      assert.equal(replaceGenerated(document, name, await content()), document);
    });
  }

  for (const { file, content } of generatedFiles) {
    it(`${file} is up to date (npm run docs)`, () => {
      assert.equal(read(file), content());
    });
  }

  it("Pulumi.yaml declares all keys of the schema, with their defaults", () => {
    const declared = (
      parse(read("Pulumi.yaml")) as {
        config: Record<string, { type: string; description?: string; default?: unknown }>;
      }
    ).config;
    // Pulumi takes a declared key without a default as required.
    const optional = Object.entries(settingsSchema.shape).filter(([, schema]) => {
      const parsed = schema.safeParse(undefined);
      return parsed.success && parsed.data === undefined;
    });
    assert.deepEqual(
      optional.map(([key]) => key),
      [
        ...["standby", "tls", "domain", "hostedZone", "auth", "cors", "throttle", "webAcl"],
        ...["timeoutSeconds", "accessLogs", "account"],
        ...["accountStatement", "alarms", "containerInsights", "loadBalancerLogs"],
      ],
    );
    const keys = Object.keys(settingsSchema.shape).filter((key) => !optional.some(([other]) => other === key));
    assert.deepEqual(Object.keys(declared).sort(), keys.sort());
    for (const [key, schema] of Object.entries(settingsSchema.shape)) {
      if (!keys.includes(key)) continue;
      const parsed = schema.safeParse(undefined);
      assert.deepEqual(declared[key]?.default, parsed.success ? parsed.data : undefined, `default of ${key}`);
      assert.ok(declared[key]?.description, `description of ${key}`);
    }
  });

  it("a document without the generated part is an error", () => {
    assert.throws(() => replaceGenerated("# Title", "config", ""), /has no part config/);
  });
});
