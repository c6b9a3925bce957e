import type { AwsAccount } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { AwsAnswer, Received, Sent, Values, World } from "../../tools/live/world";
import { outcomeOf } from "./command";
import type { Workspace } from "./workspace";

/** An operation of AWS, answered from a simulated account. @throws Error as AWS would refuse it */
export type Operation = (account: AwsAccount, parameters: Values) => Values;

/** A world with the real engine, simulated AWS, and a clock that only sleeping and commands move. */
export interface SimulatedWorld extends World {
  /** Commands of the Pulumi CLI that ran, without flags. */
  readonly commands: string[];
}

/** Seconds that each command takes. */
const commandSeconds = 60;
const epoch = Date.UTC(2026, 10, 27, 12);

function toReceived(account: AwsAccount, { url, method = "GET", headers = {} }: Sent): Received {
  const { host, pathname } = new URL(url);
  const origin = headers["origin"];
  const requestedMethod = headers["access-control-request-method"];
  const answer = request(account, {
    host,
    method,
    path: pathname,
    ...(origin === undefined ? {} : { origin }),
    ...(requestedMethod === undefined ? {} : { requestedMethod }),
  });
  const body = answer.arrival === undefined ? answer.reason : `revision ${answer.arrival.revision}`;
  return { status: answer.status, headers: answer.headers ?? {}, body };
}

/** The answer to a refused call: errors of the simulator have the form `operation ...: Code: message`. */
function refused(error: unknown): AwsAnswer {
  const text = error instanceof Error ? error.message : String(error);
  const [, code = "Unknown", message = text] = /(\w+(?:Exception|Error)?): ([^:]*)$/.exec(text) ?? [];
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
  let interrupt: () => void = () => undefined;
  return {
    commands,
    pulumi: async (folder, args) => {
      commands.push(args.filter((word) => !word.startsWith("-")).join(" "));
      const child = workspace.start("--cwd", folder, ...args);
      interrupt = () => void child.kill("SIGINT");
      const { code, output } = await outcomeOf(child);
      milliseconds += commandSeconds * 1000;
      return { code, output };
    },
    interrupt: () => interrupt(),
    aws: (service, operation, parameters = {}) => {
      const answer = operations[`${service} ${operation}`];
      if (answer === undefined) return Promise.reject(new Error(`the test does not answer ${service} ${operation}`));
      try {
        return Promise.resolve({ ok: true, value: answer(account, parameters) });
      } catch (error) {
        return Promise.resolve(refused(error));
      }
    },
    send: (sent) => Promise.resolve(toReceived(account, sent)),
    now: () => milliseconds,
    sleep: async (seconds) => {
      milliseconds += seconds * 1000;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
