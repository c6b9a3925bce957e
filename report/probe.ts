import type { Access } from "../core/plan-access";
import type { ProbedRoute } from "../core/probe-paths";

/** Version of what `probe --json` prints. */
export const probeVersion = "1";

/** What one request got. */
export type Answer = { readonly milliseconds: number } & (
  | { readonly kind: "answer"; readonly status: number; readonly own?: string; readonly digest: string }
  /** No answer: `timeout`, `connection reset`, `TLS: <code>` and so on. */
  | { readonly kind: "error"; readonly what: string }
);

/** Equal answers of one URL, counted. */
interface Outcome {
  /** Status, message of API Gateway itself, or error: `200`, `403 Missing Authentication Token`, `timeout`. */
  readonly what: string;
  readonly count: number;
}

/** What a route answered at one URL. */
interface Side {
  readonly outcomes: readonly Outcome[];
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/**
 * Whether requests to a route can move.
 *
 * - `same`: both URLs answer alike.
 * - `differs`: the standby answers otherwise.
 * - `fails`: the standby fails, or API Gateway answers there instead of the service.
 * - `unproved`: API Gateway denied the requests at both URLs, so none reached the service.
 */
export type ProbeVerdict = "same" | "differs" | "fails" | "unproved";

/** The result of one route. */
export interface RouteProbe extends ProbedRoute {
  readonly verdict: ProbeVerdict;
  readonly serving: Side;
  readonly standby: Side;
  /** What keeps requests from moving, or what to know of it. */
  readonly why?: string;
}

/** What `probe --json` prints. */
export interface ProbeResult {
  readonly version: typeof probeVersion;
  readonly url: string;
  readonly standbyUrl: string;
  /** Requests to each route at each URL. */
  readonly count: number;
  readonly safe: boolean;
  readonly routes: readonly RouteProbe[];
}

const textOf = (answer: Answer): string =>
  answer.kind === "error" ? answer.what : [answer.status, answer.own].filter((part) => part !== undefined).join(" ");

/** Nearest rank: https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

function sideOf(answers: readonly Answer[]): Side {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(textOf(answer), (counts.get(textOf(answer)) ?? 0) + 1);
  const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    outcomes: [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count),
    p50Milliseconds: Math.round(percentile(sorted, 50)),
    p99Milliseconds: Math.round(percentile(sorted, 99)),
  };
}

/** A REST API says so of a route without a signature, and of a path without a route. */
const missingToken = "Missing Authentication Token";

/** API Gateway denied a request that lacks what the route needs. */
const isDenied = (answer: Answer, needs: Access | undefined): boolean =>
  needs !== undefined &&
  answer.kind === "answer" &&
  answer.own !== undefined &&
  [401, 403].includes(answer.status) &&
  (needs.authorization === "iam" || answer.own !== missingToken);

/** The service answered, and not with a server error. */
const isGood = (answer: Answer) => answer.kind === "answer" && answer.own === undefined && answer.status < 500;

const classesOf = (answers: readonly Answer[]): ReadonlySet<string> =>
  new Set(answers.map((answer) => (answer.kind === "error" ? answer.what : `${Math.floor(answer.status / 100)}xx`)));

/** The one body that all answers have; undefined if they differ, as with a time or an id in them. */
function onlyDigest(answers: readonly Answer[]): string | undefined {
  const digests = new Set(answers.map((answer) => (answer.kind === "answer" ? answer.digest : "")));
  const [digest] = digests;
  return digests.size === 1 ? digest : undefined;
}

type Judgement = Pick<RouteProbe, "verdict" | "why">;

const credentials = ({ authorization, apiKey }: Access): string =>
  authorization === "iam"
    ? "the route needs a signature of an IAM principal, which this command does not make"
    : apiKey && authorization === "none"
      ? "send an API key with --api-key-env"
      : "send a token with --header";

function judge(serving: readonly Answer[], standby: readonly Answer[], route: ProbedRoute, bodies: boolean): Judgement {
  const { needs } = route;
  if (needs !== undefined && [...serving, ...standby].every((answer) => isDenied(answer, needs)))
    return { verdict: "unproved", why: `reached API Gateway, not the service; ${credentials(needs)}` };
  const bad = standby.filter((answer) => !isGood(answer));
  if (bad.length > 0) {
    const alike = serving.every(isGood) ? "" : ", and the serving URL fails too";
    return { verdict: "fails", why: `the standby fails ${bad.length} of ${standby.length} times${alike}` };
  }
  const classes = classesOf(serving);
  const others = [...classesOf(standby)].filter((each) => !classes.has(each));
  if (others.length > 0 && serving.some(isGood))
    return {
      verdict: "differs",
      why: `the standby answers ${others.join(", ")}, the serving URL ${[...classes].join(", ")}`,
    };
  if (!serving.every(isGood)) return { verdict: "same", why: "the standby answers; the serving URL fails" };
  const [one, other] = [onlyDigest(serving), onlyDigest(standby)];
  if (!bodies && one !== undefined && other !== undefined && one !== other)
    return { verdict: "differs", why: "the bodies differ, though each URL always answers the same one" };
  return { verdict: "same" };
}

/** The verdict on a route from the answers at both URLs. */
export function probeOf(
  route: ProbedRoute,
  serving: readonly Answer[],
  standby: readonly Answer[],
  bodies: boolean,
): RouteProbe {
  return { ...route, serving: sideOf(serving), standby: sideOf(standby), ...judge(serving, standby, route, bodies) };
}

/** Whether requests can move. @param accepted - verdicts with which they can */
export const isSafe = (routes: readonly RouteProbe[], accepted: readonly ProbeVerdict[]): boolean =>
  routes.length > 0 && routes.every(({ verdict }) => accepted.includes(verdict));
