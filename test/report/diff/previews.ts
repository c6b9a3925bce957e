import assert from "node:assert/strict";
import type { PreviewResult } from "../../../report/result";
import { readPreview } from "../../../report/result";
import { main } from "../../../tools/preview";
import { memo } from "../../support/memo";
import { stackProject } from "../../support/stack-project";
import { inProcess } from "../../support/tool";

const preview = inProcess(main);

/** A service of the stack below, as lines of its file. */
export const service = (name: string, ...lines: readonly string[]) =>
  [`- name: ${name}`, "  vpc: shop", "  image: nginx:1.29", "  containerPort: 80", ...lines.map((line) => `  ${line}`)]
    .map((line) => `    ${line}\n`)
    .join("");

/** A stack file with two services in one VPC. @param parts - what an edit changes */
export const stackFile = ({
  option = 5,
  nat = "single",
  services = service("orders") + service("stock"),
  more = "",
}: { option?: number; nat?: string; services?: string; more?: string } = {}): string => `config:
  aws:region: us-east-1
  private-integrations:option: ${option}
  private-integrations:vpcs:
    - { name: shop, cidr: 10.0.0.0/16, zones: [use1-az1, use1-az2], nat: ${nat} }
  private-integrations:services:
${services}${more}`;

/** What `preview --json` prints about stack `shop` with a stack file, also if it is refused. */
export const printed = memo(
  async (file: string): Promise<string> =>
    (await preview("--stack", "shop", "--directory", stackProject("shop", file), "--json")).stdout,
);

/** The result of a preview of stack `shop`. Fails the test if there is none. */
export async function previewed(file: string): Promise<PreviewResult> {
  const result = readPreview(await printed(file));
  assert.ok("preview" in result, "mistake" in result ? result.mistake : "");
  return result.preview;
}
