import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { decide } from "../../core/decide";
import { projectDirectory } from "../support/run";
import { request } from "../support/request";

/** Paths that the default site of the nginx image answers with status 200; all others get 404. */
const pages = ["/", "/index.html", "/50x.html"];

interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
}

/** What an example stack decides with an option. */
function decided(stack: string, option: number) {
  const { config } = parse(readFileSync(join(projectDirectory, `Pulumi.${stack}.yaml`), "utf8")) as StackFile;
  const values = Object.entries(config).map(([key, value]) => [key.replace("private-integrations:", ""), value]);
  const { "aws:region": region, ...raw } = Object.fromEntries(values) as Record<string, unknown>;
  const decision = decide({ ...raw, option }, String(region));
  assert.ok("plan" in decision, JSON.stringify(decision));
  return decision;
}

const cases: readonly (readonly [stack: string, options: readonly number[], services: readonly string[]])[] = [
  ["dev", [1, 2, 3, 4, 5], ["orders", "customers", "stock", "shipping"]],
  ["mixed", [1], ["site", "stream", "jobs"]],
  ["existing", [1, 2, 3, 4, 5], ["invoices"]],
];

describe("nginx in the example stacks", () => {
  for (const [stack, options, services] of cases) {
    for (const option of options) {
      it(`answers 200 on both routes of each service of ${stack} with option ${option}`, () => {
        const { plan, settings } = decided(stack, option);
        const running = settings.services.flatMap(({ name, path, runtime }) =>
          runtime.kind === "task" && runtime.task.image.includes("/nginx:") ? [{ name, path }] : [],
        );
        assert.deepEqual(
          running.map(({ name }) => name),
          services,
        );
        for (const { name, path } of running) {
          const below = `${path === "/" ? "" : path}/index.html`;
          for (const asked of [path, below]) {
            const arrival = request(plan, asked);
            assert.equal(arrival?.service, name);
            assert.ok(pages.includes(arrival.path), `${asked} arrives as ${arrival.path}`);
          }
        }
      });
    }
  }

  it("every service with the image is checked", () => {
    const counts = ["dev", "mixed", "existing", "shared", "company", "operated", "released", "secured"].map((stack) => {
      const text = readFileSync(join(projectDirectory, `Pulumi.${stack}.yaml`), "utf8");
      return text.match(/image: public\.ecr\.aws\/nginx\//g)?.length ?? 0;
    });
    assert.deepEqual(counts, [4, 3, 1, 0, 0, 0, 0, 0]);
  });
});
