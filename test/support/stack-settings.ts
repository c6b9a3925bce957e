import { readProject } from "../../simulator/project";
import { projectDirectory } from "./run";

const namespace = "private-integrations:";

function decoded(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Configuration of an example stack without the namespace of its keys, and its Region. */
export function settingsOfStack(stack: string): {
  readonly raw: Record<string, unknown>;
  readonly region: string;
} {
  const { config } = readProject(projectDirectory, stack, {});
  const own = Object.entries(config).filter(([key]) => key.startsWith(namespace));
  return {
    raw: Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length), decoded(value)])),
    region: config["aws:region"] ?? "",
  };
}
