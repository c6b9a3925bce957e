import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CapturedResource } from "../../simulator/run";

type ResourceClass = new (name: string, args: object, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** SDK class of a type token: `aws.lb.TargetGroup` for `aws:lb/targetGroup:TargetGroup`. */
function classOf(type: string): ResourceClass {
  const [, path = "", name = ""] = type.split(":");
  const [module = ""] = path.split("/");
  const found = (aws as unknown as Record<string, Record<string, ResourceClass>>)[module]?.[name];
  if (found === undefined) throw new Error(`no class for ${type}`);
  return found;
}

/** Sorts dependencies before dependents. */
function inOrder(resources: readonly CapturedResource[]): CapturedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const done = new Set<string>();
  const ordered: CapturedResource[] = [];
  const visit = (resource: CapturedResource): void => {
    if (done.has(resource.urn)) return;
    done.add(resource.urn);
    for (const urn of resource.dependencies) {
      const dependency = byUrn.get(urn);
      if (dependency !== undefined) visit(dependency);
    }
    ordered.push(resource);
  };
  resources.forEach(visit);
  return ordered;
}

/**
 * A program that registers the same resources without components and without a plan. Properties that came from other
 * resources are outputs of those resources again.
 *
 * @param captured - resources that the real program registered
 */
export function bareProgram(captured: readonly CapturedResource[]): () => void {
  const resources = inOrder(captured.filter(({ custom, type }) => custom && type.startsWith("aws:")));
  return () => {
    const provider = new aws.Provider("aws", { region: "us-east-1" });
    const created = new Map<string, pulumi.CustomResource>();
    // One output per set of sources, as a component passes the same list of subnet ids to all its users.
    const outputs = new Map<string, pulumi.Output<unknown>>();
    const output = (urns: readonly string[]) => {
      const key = urns.join();
      const known = outputs.get(key) ?? pulumi.all(existing(urns).map(({ id }) => id));
      outputs.set(key, known);
      return known;
    };
    const existing = (urns: readonly string[]) => urns.flatMap((urn) => created.get(urn) ?? []);
    for (const { urn, type, name, inputs, propertyDependencies, dependencies, options } of resources) {
      const args = Object.entries(inputs).map(([key, value]) => {
        const sources = propertyDependencies[key] ?? [];
        return [key, existing(sources).length === 0 ? value : output(sources).apply(() => value)];
      });
      const wired = new Set(Object.values(propertyDependencies).flat());
      const dependsOn = existing(dependencies.filter((dependency) => !wired.has(dependency)));
      created.set(
        urn,
        new (classOf(type))(name, Object.fromEntries(args) as object, {
          provider,
          dependsOn,
          ignoreChanges: [...(options.ignoreChanges ?? [])],
        }),
      );
    }
  };
}
