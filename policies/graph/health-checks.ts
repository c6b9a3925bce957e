import {
  defaultHealthCheckPath,
  defaultHealthCheckPort,
  defaultHealthCheckProtocol,
  defaultNlbMatcher,
  defaultTargetType,
} from "./aws-defaults";
import type { Resource } from "./resource";
import { known, read, readNumber, readString } from "./value";

/** Health check of a target group, with AWS's defaults; undefined values are unknown. */
export interface HealthCheck {
  readonly protocol: string | undefined;
  /** `traffic`: the port at which the target receives requests. */
  readonly port: number | "traffic" | undefined;
  readonly path: string | undefined;
  /** Whether an NLB takes a status code of a target for healthy. True if the codes are unknown. */
  readonly accepts: (code: number) => boolean;
}

/** Target type of a target group; undefined if it is unknown. */
export function targetTypeOf(group: Resource): string | undefined {
  const type = readString(group, "targetType");
  return type.kind === "absent" ? defaultTargetType : known(type);
}

function protocolOf(group: Resource): string | undefined {
  const block = read(group, "healthCheck");
  const protocol = readString(group, "healthCheck.protocol");
  if (protocol.kind === "known" && protocol.value !== "") return protocol.value.toUpperCase();
  const targetType = targetTypeOf(group);
  if (protocol.kind === "unknown" || targetType === undefined) return undefined;
  return defaultHealthCheckProtocol({
    protocol: known(readString(group, "protocol")),
    targetType,
    block: block.kind === "absent" ? "absent" : "present",
  });
}

function portOf(group: Resource): number | "traffic" | undefined {
  const text = readString(group, "healthCheck.port");
  if (text.kind === "unknown") return undefined;
  return (known(text) ?? defaultHealthCheckPort) === defaultHealthCheckPort
    ? "traffic"
    : known(readNumber(group, "healthCheck.port"));
}

/** Codes such as `200`, `200,302` or `200-399`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
function acceptedBy(group: Resource): (code: number) => boolean {
  const matcher = readString(group, "healthCheck.matcher");
  const text = matcher.kind === "known" && matcher.value !== "" ? matcher.value : defaultNlbMatcher;
  if (matcher.kind === "unknown") return () => true;
  const ranges = text.split(",").map((part) => part.split("-").map(Number));
  return (code) => ranges.some(([first = 0, last = first]) => first <= code && code <= last);
}

/** Health check of a target group. */
export function healthCheckOf(group: Resource): HealthCheck {
  const path = readString(group, "healthCheck.path");
  return {
    protocol: protocolOf(group),
    port: portOf(group),
    path: path.kind === "absent" ? defaultHealthCheckPath : known(path),
    accepts: acceptedBy(group),
  };
}
