import type { Existing } from "./existing";
import { value } from "./existing";

/** A container of a task definition. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** If it stops, the task stops. */
  readonly essential: boolean;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
  /** Those of its ports that take TLS, by its label. */
  readonly tlsPorts: readonly number[];
  /** Command of its health check, if any. */
  readonly healthCheck: readonly string[] | undefined;
  /** Time between SIGTERM and SIGKILL. */
  readonly stopSeconds: number;
}

/**
 * `stopTimeout` of a container that has none, on Fargate.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
const defaultStopSeconds = 30;

/** How a container behaves. */
export interface ContainerBehaviour {
  readonly starts: boolean;
  /** Ports that it listens on. */
  readonly listensOn: readonly number[];
  /** Whether it answers a health check of this path with a successful status. */
  readonly answers: (path: string) => boolean;
  /** HTTP status with which it answers a request of this path. */
  readonly status: (path: string) => number;
  /** Whether the health check of its definition succeeds. */
  readonly isHealthy: boolean;
  /** Whether it takes plain HTTP, or TLS, on a port that it listens on. */
  readonly takes: (protocol: "HTTP" | "TLS", port: number) => boolean;
  /** Names on its certificate. A client that verifies the certificate refuses one without its name. */
  readonly certificateNames: readonly string[];
}

/** Decides how containers behave; what it leaves out is as in {@link behaviourOf}. */
export type Containers = (container: Container) => Partial<ContainerBehaviour>;

/**
 * A container starts, listens on its ports, answers requests with 200, takes HTTP there, or TLS with a certificate that
 * nobody trusts where its label says so, and answers every health check, unless `containers` decides otherwise.
 */
export function behaviourOf(container: Container, containers: Containers): ContainerBehaviour {
  return {
    starts: true,
    listensOn: container.ports,
    answers: () => true,
    status: () => 200,
    isHealthy: true,
    takes: (protocol, port) => (protocol === "TLS") === container.tlsPorts.includes(port),
    certificateNames: [],
    ...containers(container),
  };
}

interface Definition {
  readonly name?: string;
  readonly image?: string;
  readonly essential?: boolean;
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly portMappings?: readonly { readonly containerPort: number }[];
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly healthCheck?: { readonly command?: readonly string[] };
  readonly stopTimeout?: number;
}

/** Label with the ports that take TLS, separated by blanks: nothing else in a task definition says so. */
const tlsPortsLabel = "private-integrations.tls-ports";

/** The containers of a task definition. */
export function containersOf(taskDefinition: Existing): readonly Container[] {
  const definitions = JSON.parse(value(taskDefinition, "containerDefinitions") || "[]") as readonly Definition[];
  return definitions.map((definition) => ({
    name: definition.name ?? "",
    image: definition.image ?? "",
    essential: definition.essential ?? true,
    command: definition.command ?? [],
    environment: Object.fromEntries((definition.environment ?? []).map(({ name, value: text }) => [name, text])),
    ports: (definition.portMappings ?? []).map(({ containerPort }) => containerPort),
    tlsPorts: (definition.dockerLabels?.[tlsPortsLabel] ?? "").split(" ").filter(Boolean).map(Number),
    healthCheck: definition.healthCheck?.command,
    stopSeconds: definition.stopTimeout ?? defaultStopSeconds,
  }));
}
