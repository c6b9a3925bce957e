import type { Problem } from "../core/problem";
import type { ProjectError } from "../simulator/yaml-file";

/** A mistake in the files of a project as a problem. */
export function problemOf({ message: text, fault }: ProjectError): Problem {
  if (fault === undefined)
    return { where: "project", message: text, fix: "correct the files of the project, and run this again" };
  const { at, key: where = "YAML", message, fix } = fault;
  return { at, where, message, fix };
}
