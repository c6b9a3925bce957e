import type { Problem } from "../../problem";
import { topologyTraits } from "../../topology-traits";
import { serviceAt } from "../config-path";
import type { ServiceSettings, Settings } from "../settings";
import { longestSeconds } from "../timeouts";
import { transferOf } from "../transfer";

/** A timeout of a service, and the key that it comes from. */
interface Timeout {
  readonly where: string;
  readonly seconds: number;
  readonly streaming: boolean;
}

function timeoutOf(settings: Settings, service: ServiceSettings): Timeout {
  const isOwn = service.timeoutSeconds !== undefined;
  const { timeoutSeconds: seconds = 0, streaming } = transferOf(settings, service);
  return {
    where: isOwn ? serviceAt(settings, service.name, "timeoutSeconds") : "timeoutSeconds",
    seconds,
    streaming,
  };
}

function longProblem({ where, seconds }: Timeout, option: Settings["option"]): Problem {
  const { http, rest, restStreaming } = longestSeconds;
  if (topologyTraits[option].api === "http")
    return {
      where,
      message: `got ${seconds}; option ${option} creates an HTTP API, which waits at most ${http} s; AWS does not raise this quota`,
      fix: `lower it to ${http}, or use option 5`,
    };
  return {
    where,
    message: `got ${seconds}; a REST API waits at most ${rest} s for an answer that it does not stream`,
    fix: `lower it to ${rest}, or set streaming: true, with which it waits up to ${restStreaming} s`,
  };
}

/** Timeouts that no quota allows. Those above the quota of an account are problems of the plan. */
function timeoutProblems(settings: Settings): readonly Problem[] {
  const { http, rest, restStreaming } = longestSeconds;
  const { option } = settings;
  const limit = ({ streaming }: Timeout) =>
    topologyTraits[option].api === "http" ? http : streaming ? restStreaming : rest;
  const tooLong = settings.services
    .map((service) => timeoutOf(settings, service))
    .filter((timeout) => timeout.seconds > limit(timeout));
  // The timeout of the stack has one problem, not one for each service.
  const byPlace = new Map(tooLong.map((timeout) => [timeout.where, timeout]));
  return [...byPlace.values()].map((timeout) => longProblem(timeout, option));
}

/**
 * HTTP APIs send an answer on when it is complete.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
function streamingProblems(settings: Settings): readonly Problem[] {
  const { option, services, streaming } = settings;
  if (topologyTraits[option].api === "rest") return [];
  const places = [
    ...(streaming ? ["streaming"] : []),
    ...services
      .filter((service) => service.streaming === true)
      .map(({ name }) => serviceAt(settings, name, "streaming")),
  ];
  return places.map((where) => ({
    where,
    message: `got true; option ${option} creates an HTTP API, which does not stream answers`,
    fix: "remove it, or use option 5",
  }));
}

/** Problems of how long API Gateway waits for answers, and of how it sends them on. */
export const answerProblems = (settings: Settings): readonly Problem[] => [
  ...timeoutProblems(settings),
  ...streamingProblems(settings),
];
