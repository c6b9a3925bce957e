import type { Problem } from "../../core/problem";
import { packageName, policiesName } from "../package";

const maxLength = 100;
const fallback = "private-services";

/** npm installs no package into a package of the same name. */
const installed: readonly string[] = [packageName, policiesName];

function faultOf(name: string): string | undefined {
  if (installed.includes(name)) return "this is the name of a package that the project installs";
  if (name === "aws") return "keys of the AWS provider begin with aws, so the project could have none of its own";
  // https://github.com/pulumi/pulumi/blob/v3.246.0/pkg/workspace/templates.go
  if (/^pulumi($|\.)/i.test(name)) return 'Pulumi refuses the name pulumi, and names that begin with "pulumi."';
  // https://github.com/npm/validate-npm-package-name/blob/v6.0.0/lib/index.js
  if (/^(node_modules|favicon\.ico)$/.test(name)) return "npm refuses this name";
  if (name.length > maxLength) return `${name.length} characters; Pulumi allows ${maxLength}`;
  if (/^[a-z0-9][a-z0-9._-]*$/.test(name)) return undefined;
  return "allowed by Pulumi and npm: lower-case letters, digits, - _ and . after a letter or digit";
}

/** A project name that consists of the allowed characters of a text, for example of the name of a folder. */
export function projectNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|[._-]+$/g, "")
    .slice(0, maxLength);
  return faultOf(name) === undefined ? name : fallback;
}

/** Why Pulumi or npm would refuse a project name; nothing for a name that both accept. */
export function nameProblems(name: string): readonly Problem[] {
  const fault = faultOf(name);
  if (fault === undefined) return [];
  const message = `got ${JSON.stringify(name)}; ${fault}`;
  return [{ where: "--name", message, fix: `for example: ${projectNameOf(name)}` }];
}
