import type { ContainerSettings } from "../../containers";
import type { Problem } from "../../problem";
import { ecrDomain, partitionOf } from "../../regions";
import { pathText } from "../config-path";
import type { ServiceSettings, Settings, TaskSettings } from "../settings";

/** A problem with the key of the service that it is at. */
export interface ProblemAt extends Omit<Problem, "where"> {
  readonly key: string;
}

/** A container of a task, and the path of its keys within the service. */
interface Located {
  readonly container: ContainerSettings;
  readonly path: readonly PropertyKey[];
}

const located = (task: TaskSettings): readonly Located[] => [
  { container: task, path: [] },
  ...task.sidecars.map((container, index) => ({ container, path: ["sidecars", index] })),
];

function imageProblem(settings: Settings, service: ServiceSettings, image: string): Omit<Problem, "where"> | undefined {
  const vpc = settings.vpcs.find(({ name }) => name === service.vpc);
  if (image === "" || vpc?.kind !== "new" || vpc.nat !== "none") return undefined;
  const domain = ecrDomain(settings.region);
  if (settings.region === "" || new RegExp(`^\\d{12}\\.${domain.replaceAll(".", "\\.")}/`).test(image))
    return undefined;
  return {
    message: `got ${JSON.stringify(image)}; in a VPC without NAT, tasks can only pull from private ECR repositories in ${settings.region}, because public registries have no VPC endpoint`,
    fix: `push the image to <account>.${domain}, or set nat: single on the VPC`,
  };
}

function secretProblems(settings: Settings, { container, path }: Located): ProblemAt[] {
  return Object.entries(container.secrets).flatMap(([name, arn]) => {
    const key = pathText([...path, "secrets", name]);
    const duplicate =
      name in container.environment
        ? [{ key, message: `${name} is also set in environment`, fix: "remove one of the two" }]
        : [];
    const [, partition = "", , region = ""] = arn.split(":");
    if (settings.region === "") return duplicate;
    const expected = partitionOf(settings.region);
    if (region === settings.region && partition !== expected) {
      const message = `has partition ${partition}; allowed in ${region}: ${expected}`;
      return [...duplicate, { key, message, fix: `begin the ARN with arn:${expected}:` }];
    }
    if (region === settings.region) return duplicate;
    return [
      ...duplicate,
      {
        key,
        message: `is in ${region}; allowed: a secret or parameter in ${settings.region}, the Region of the tasks`,
        fix: "replicate it to the stack's Region and name that ARN",
      },
    ];
  });
}

function writableProblems({ container, path }: Located): ProblemAt[] {
  const { readonlyRootFilesystem, writablePaths } = container;
  const paths = writablePaths.map((text) => text.replace(/(?<=.)\/+$/, ""));
  if (paths.length > 0 && !readonlyRootFilesystem)
    return [
      {
        key: pathText([...path, "writablePaths"]),
        message: "has no effect without readonlyRootFilesystem: true, because all directories are writable",
        fix: "set readonlyRootFilesystem: true, or remove writablePaths",
      },
    ];
  return paths.flatMap((text, index): ProblemAt[] => {
    const key = pathText([...path, "writablePaths", index]);
    if (text === "/")
      return [
        {
          key,
          message: "got /; an empty volume there would hide the whole image",
          fix: "name a directory below it, or remove readonlyRootFilesystem",
        },
      ];
    return paths.indexOf(text) < index
      ? [{ key, message: `${text} is listed twice`, fix: "remove one of the two" }]
      : [];
  });
}

/** Problems of each container of a service: image, secrets and writable paths. */
export const containerProblems = (settings: Settings, service: ServiceSettings, task: TaskSettings): ProblemAt[] =>
  located(task).flatMap((each) => {
    const image = imageProblem(settings, service, each.container.image);
    return [
      ...(image === undefined ? [] : [{ key: pathText([...each.path, "image"]), ...image }]),
      ...secretProblems(settings, each),
      ...writableProblems(each),
    ];
  });
