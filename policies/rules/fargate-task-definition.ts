import { isForFargate } from "../graph/fargate";
import type { Resource } from "../graph/resource";
import { containersOf } from "../graph/tasks";
import type { Container } from "../graph/tasks";
import { isSet, known, readNumber, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const logDrivers = ["awslogs", "splunk", "awsfirelens"];
const logOptions = ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"];

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html */
const [leastGib, mostGib] = [21, 200];

/** Settings of the definition itself that Fargate rejects. */
function definitionFaults(definition: Resource): readonly string[] {
  const network = readString(definition, "networkMode");
  const storage = readNumber(definition, "ephemeralStorage.sizeInGib");
  return [
    ...(network.kind === "unknown" || known(network) === "awsvpc" ? [] : ["networkMode is not awsvpc"]),
    ...(storage.kind === "known" && (storage.value < leastGib || storage.value > mostGib)
      ? [`ephemeralStorage is ${storage.value} GiB, and Fargate offers ${leastGib} to ${mostGib}`]
      : []),
    ...["placementConstraints", "ipcMode"].filter((key) => isSet(definition, key)).map((key) => `it sets ${key}`),
    ...(known(readString(definition, "pidMode")) === "host" ? ["pidMode is host"] : []),
  ];
}

function logFaults({ logConfiguration }: Container): readonly string[] {
  const driver = logConfiguration?.logDriver;
  if (driver === undefined) return [];
  if (!logDrivers.includes(driver)) return [`uses log driver ${driver}`];
  const missing = logOptions.filter((option) => logConfiguration?.options?.[option] === undefined);
  return driver === "awslogs" && missing.length > 0 ? [`has awslogs without ${missing.join(" and ")}`] : [];
}

/** The first word of a health check command says how ECS runs the rest. */
const healthCommands = ["CMD", "CMD-SHELL", "NONE"];

/** Settings of a container that Fargate rejects. */
function containerFaults(container: Container): readonly string[] {
  const moved = container.portMappings?.find(
    ({ containerPort, hostPort }) => (hostPort ?? 0) !== 0 && hostPort !== containerPort,
  );
  const faults = [
    ...(moved === undefined ? [] : [`maps port ${moved.containerPort ?? 0} to host port ${moved.hostPort ?? 0}`]),
    ...(container.privileged === true ? ["is privileged"] : []),
    ...((container.links?.length ?? 0) > 0 ? ["has links"] : []),
    ...(container.healthCheck?.command?.[0] === undefined || healthCommands.includes(container.healthCheck.command[0])
      ? []
      : ["has a health check command without CMD or CMD-SHELL"]),
    ...logFaults(container),
  ];
  return faults.map((fault) => `container ${container.name ?? ""} ${fault}`);
}

/** Faults of the containers of a task together. */
function groupFaults(containers: readonly Container[]): readonly string[] {
  const names = containers.map(({ name }) => name);
  return [
    ...(containers.length > 0 && containers.every(({ essential }) => essential === false)
      ? ["no container is essential"]
      : []),
    ...(new Set(names).size < names.length ? ["two containers have the same name"] : []),
  ];
}

export const fargateTaskDefinition = resourceRule({
  id: "fargate-task-definition",
  displayName: "Fargate accepts the task definition",
  description:
    "A task definition for Fargate uses the network mode awsvpc, equal host and container ports, supported log drivers and no settings of container instances.",
  severity: "critical",
  remediation: "Change the setting named in the finding; Fargate tasks use awsvpc and have no container instance.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  tags: ["wiring", "ecs"],
  hop: "container",
  kinds: ["taskDefinition"],
  about: isForFargate,
  none: "the stack has no task definition for Fargate",
  judge: (_, definition) => {
    const containers = containersOf(definition);
    const faults = [
      ...definitionFaults(definition),
      ...(containers ?? []).flatMap(containerFaults),
      ...(containers === undefined ? [] : groupFaults(containers)),
    ];
    if (faults.length > 0)
      return [violation(definition, `Fargate rejects task definition ${definition.name}: ${faults.join("; ")}`)];
    return containers === undefined
      ? [undetermined(definition, `the containers of task definition ${definition.name}`)]
      : [];
  },
});
