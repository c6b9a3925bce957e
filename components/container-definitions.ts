import type { ContainerPort } from "../core/container-ports";
import type { ContainerSettings, Sidecar } from "../core/containers";
import type { ServiceNode } from "../core/plan";
import type { ServiceConnect } from "./service-connect";
import { containerConnect } from "./service-connect";
import { volumeName } from "./volumes";

/** Log group of a container. Its name is known at a first preview, so that the container definition is known too. */
export interface Logs {
  readonly groupName: string;
  readonly retentionDays: number;
  readonly region: string;
  /** Whether it stays in AWS when the service leaves the stack. */
  readonly retain: boolean;
}

/** What the containers of a task depend on. */
export interface ContainerArgs {
  readonly service: ServiceNode;
  readonly logs: Logs;
  /** Ports of the service's own container. */
  readonly ports: readonly ContainerPort[];
  /** Seconds between SIGTERM and SIGKILL of the service's own container; undefined for the default of AWS. */
  readonly stopSeconds: number | undefined;
  /** Its part in Service Connect, if it calls or is called. */
  readonly serviceConnect: ServiceConnect | undefined;
}

const variables = ({ environment, secrets }: ContainerSettings) => ({
  environment: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
  secrets: Object.entries(secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
});

/** All containers of a task write into one log group, each into streams whose names begin with its own name. */
const logging = (container: string, { groupName, region }: Logs) => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": groupName, "awslogs-region": region, "awslogs-stream-prefix": container },
  },
});

/**
 * How a container runs, with the keys that are set only: a key more, with the value that ECS takes anyway, would be a new
 * revision and a deployment of every running service.
 */
function running(name: string, settings: ContainerSettings) {
  const { command, entryPoint, user, workingDirectory, readonlyRootFilesystem, writablePaths } = settings;
  return {
    ...(command === undefined ? {} : { command }),
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...(user === undefined ? {} : { user }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(readonlyRootFilesystem ? { readonlyRootFilesystem } : {}),
    ...(writablePaths.length === 0
      ? {}
      : {
          mountPoints: writablePaths.map((containerPath, index) => ({
            sourceVolume: volumeName(name, index),
            containerPath,
            readOnly: false,
          })),
        }),
  };
}

/** Path of the health check of a target group that is in no label, so that most containers have none. */
const plainPath = "/";

/**
 * The health check path as a label. The check itself belongs to the target group, whose change starts no deployment: an
 * update would succeed, whatever the tasks answer. With another label the tasks are deployed again, and the update waits
 * for them and fails if they do not pass.
 */
const checked = ({ healthCheck: { path } }: ServiceNode) =>
  path === plainPath ? {} : { "private-integrations.health-check": path };

/** The ports that take TLS as a label, which says what the container has to speak there; absent without such ports. */
function tlsPorts(ports: readonly ContainerPort[]) {
  const taking = ports.flatMap(({ port, protocol }) => (protocol === "TLS" ? [port] : []));
  return taking.length === 0 ? {} : { "private-integrations.tls-ports": taking.join(" ") };
}

function ofService({ service, logs, ports, stopSeconds, serviceConnect }: ContainerArgs) {
  const { name, task, healthCheck } = service;
  const { port, labels: calls } = containerConnect(service, serviceConnect);
  const labels = { ...calls, ...checked(service), ...tlsPorts(ports) };
  const { intervalSeconds, timeoutSeconds, unhealthyThreshold, gracePeriodSeconds, command } = healthCheck;
  const check = {
    command,
    interval: intervalSeconds,
    timeout: Math.min(timeoutSeconds, 60),
    retries: unhealthyThreshold,
    startPeriod: Math.min(gracePeriodSeconds, 300),
  };
  const first = task.sidecars.filter(({ startsBefore }) => startsBefore);
  return {
    name,
    image: task.image,
    essential: true,
    portMappings: ports.map((one) => ({ containerPort: one.port, protocol: "tcp", ...port })),
    ...(Object.keys(labels).length === 0 ? {} : { dockerLabels: labels }),
    ...variables(task),
    ...logging(name, logs),
    ...(command === undefined ? {} : { healthCheck: check }),
    ...(stopSeconds === undefined ? {} : { stopTimeout: stopSeconds }),
    ...running(name, task),
    ...(first.length === 0 ? {} : { dependsOn: first.map(dependency) }),
    // The SSM agent of ECS Exec leaves child processes behind, which an init process removes.
    // Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations
    ...(task.exec ? { linuxParameters: { initProcessEnabled: true } } : {}),
  };
}

/**
 * A container that starts after a sidecar waits until it is healthy, or, without a health check, has started.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
const dependency = ({ name, healthCommand }: Sidecar) => ({
  containerName: name,
  condition: healthCommand === undefined ? "START" : "HEALTHY",
});

/** Defaults of ECS, written out, because ECS returns them: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const sidecarCheck = { interval: 30, timeout: 5, retries: 3 };

function ofSidecar(sidecar: Sidecar, logs: Logs) {
  const { name, image, essential, memoryReservationMiB, healthCommand } = sidecar;
  return {
    name,
    image,
    essential,
    ...variables(sidecar),
    ...logging(name, logs),
    ...(memoryReservationMiB === undefined ? {} : { memoryReservation: memoryReservationMiB }),
    ...(healthCommand === undefined ? {} : { healthCheck: { command: healthCommand, ...sidecarCheck } }),
    ...running(name, sidecar),
  };
}

/** Container definitions of a service: its own container first, then its sidecars. */
export const containerDefinitions = (args: ContainerArgs) => [
  ofService(args),
  ...args.service.task.sidecars.map((sidecar) => ofSidecar(sidecar, args.logs)),
];
