import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { AwsAccount } from "../../simulator/aws/account";
import { serve } from "../../simulator/aws/traffic";
import { httpApi } from "../../simulator/aws/traffic/entry";
import type { Entry } from "../../simulator/aws/traffic/entry";
import type { AwsAnswer, Received, Sent, World } from "../../tools/live/world";
import { outcomeOf } from "./command";
import type { Operation } from "./simulated-aws-base";
import type { Workspace } from "./workspace";

/** A world with the real engine, simulated AWS, and a clock that only sleeping and commands move. */
export interface SimulatedWorld extends World {
  /** Commands of the Pulumi CLI that ran, without flags. */
  readonly commands: string[];
}

/** Seconds that each command takes. */
const commandSeconds = 60;
const epoch = Date.UTC(2026, 10, 27, 12);

/** The header by which a client tells which kind of API has answered. */
const requestIds = { http: { "apigw-requestid": "simulated" }, rest: { "x-amz-apigw-id": "simulated" } };

/** What API Gateway says itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
function bodyOf(status: number, entry: Entry | undefined): string {
  if (entry === undefined) return '{"message":"Forbidden"}';
  const messages: Readonly<Record<number, string>> =
    entry.api.type === httpApi
      ? { 404: "Not Found", 403: "Forbidden", 429: "Too Many Requests", 503: "Service Unavailable" }
      : { 403: "Missing Authentication Token", 429: "Too Many Requests", 500: "Internal server error" };
  return JSON.stringify({ message: messages[status] ?? "" });
}

/** @param atOnce - how many such requests are sent at this moment, with this one */
function toReceived(account: AwsAccount, { url, method = "GET", headers = {} }: Sent, atOnce: number): Received {
  const { host, pathname } = new URL(url);
  const { origin, "access-control-request-method": requestedMethod, "x-api-key": apiKey } = headers;
  const { answer, entry } = serve(account, {
    ...{ host, method, path: pathname, atOnce },
    ...(origin === undefined ? {} : { origin }),
    ...(requestedMethod === undefined ? {} : { requestedMethod }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  const body =
    answer.arrival === undefined
      ? bodyOf(answer.status, entry)
      : `revision ${answer.arrival.revision} ${answer.arrival.path}`;
  const kind = entry === undefined ? {} : requestIds[entry.api.type === httpApi ? "http" : "rest"];
  return { status: answer.status, headers: { ...kind, ...answer.headers }, body };
}

/** The answer to a refused call: errors of the simulator have the form `operation ...: Code: message`. */
function refused(error: unknown): AwsAnswer {
  const text = error instanceof Error ? error.message : String(error);
  const [, code = "Unknown", message = text] =
    /(\w+(?:Exception|Error|Input|Found|InUse)): ([\s\S]*)$/.exec(text) ?? /^([A-Z]\w+): ([\s\S]*)$/.exec(text) ?? [];
  return { ok: false, code, message };
}

/**
 * The world of the live script in a workspace.
 *
 * @param operations - by service and operation, as in `ecs describe-services`; any other is an error
 */
export function simulatedWorld(workspace: Workspace, operations: Readonly<Record<string, Operation>>): SimulatedWorld {
  const { account } = workspace.aws;
  const commands: string[] = [];
  let milliseconds = epoch;
  const running = new Set<ChildProcess>();
  const atOnce = new Map<string, number>();
  // An alarm that a call sets is evaluated again a minute later.
  const set = new Map<string, number>();
  account.alarms = (name) => (milliseconds - (set.get(name) ?? -Infinity) < 60_000 ? "ALARM" : "OK");
  /** Commands run one at a time: programs stay loaded between them. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  /** Deployments that nobody waits for go on while the script sleeps. */
  const deploy = (minutes: number) => {
    for (const deployment of account.deployments)
      account.finish(deployment, (deployment.shift?.minutes ?? 0) + minutes);
  };
  return {
    commands,
    pulumi: (folder, args) =>
      inTurn(async () => {
        commands.push(args.filter((word) => !word.startsWith("-")).join(" "));
        const child = workspace.start("--cwd", folder, ...args);
        running.add(child);
        const { code, output } = await outcomeOf(child);
        running.delete(child);
        milliseconds += commandSeconds * 1000;
        return { code, output };
      }),
    interrupt: () => {
      for (const child of running) child.kill("SIGINT");
    },
    aws: (service, operation, parameters = {}) => {
      if (operation === "set-alarm-state") {
        set.set(String(parameters["AlarmName"]), milliseconds);
        return Promise.resolve({ ok: true, value: {} });
      }
      const answer = operations[`${service} ${operation}`];
      if (answer === undefined) return Promise.reject(new Error(`the test does not answer ${service} ${operation}`));
      try {
        return Promise.resolve({ ok: true, value: answer(account, parameters) });
      } catch (error) {
        return Promise.resolve(refused(error));
      }
    },
    send: (sent) => {
      const count = (atOnce.get(sent.url) ?? 0) + 1;
      atOnce.set(sent.url, count);
      setImmediate(() => atOnce.delete(sent.url));
      return Promise.resolve(toReceived(account, sent, count));
    },
    now: () => milliseconds,
    sleep: async (seconds) => {
      milliseconds += seconds * 1000;
      if (seconds >= 60) deploy(seconds / 60);
      await wait(1);
    },
  };
}
