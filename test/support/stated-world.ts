import type { Ran, Received, Sent, Values, World } from "../../tools/live/world";

/** How often the stack was updated, and which calls of AWS were made, as `service operation`. */
export interface Past {
  readonly updates: number;
  /** How many requests were sent, with the present one. */
  readonly sent: number;
  readonly calls: readonly string[];
}

/** What a test states of everything outside of the live script. */
export interface Stated {
  /** Outputs of the stack, beside those that most steps read. */
  readonly outputs?: Values;
  /** What requests get; 200 without it. */
  readonly send?: (sent: Sent, past: Past) => Partial<Received>;
  /** Responses by `service operation`; a text `Code: message` is a refusal. */
  readonly aws?: Readonly<Record<string, (past: Past, parameters: Values) => Values | string>>;
  /** What an update does; it succeeds without it. @param update - 1 for the first one */
  readonly up?: (update: number, args: readonly string[]) => Partial<Ran>;
  /** How long an update takes; a minute without it. */
  readonly upMinutes?: number;
  /** What the first update printed. */
  readonly deployed?: string;
}

const api = { id: "a1", type: "http", stage: "live", url: "https://a1.example" };
const outputs = {
  url: "https://a1.example",
  api,
  services: {
    web: { clusterName: "cluster", serviceName: "web" },
    flow: { clusterName: "cluster", serviceName: "flow" },
  },
  loadBalancers: { "web-alb": { arn: "arn:web", type: "alb" } },
  vpcLinks: { live: "link1" },
};

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A world that answers what a test states. Its clock is moved by sleeping, and by a minute for each command. */
export function statedWorld(stated: Stated): World {
  let [milliseconds, updates, requests] = [0, 0, 0];
  const calls: string[] = [];
  const past = (): Past => ({ updates, calls, sent: requests });
  return {
    pulumi: async (_, args) => {
      for (let turn = 0; turn < 5; turn++) await tick();
      milliseconds += (args[0] === "up" ? (stated.upMinutes ?? 1) : 1) * 60_000;
      if (args[1] === "output") return { code: 0, output: JSON.stringify({ ...outputs, ...stated.outputs }) };
      if (args[0] !== "up") return { code: 0, output: "" };
      updates += 1;
      return { code: 0, output: "", ...stated.up?.(updates, args) };
    },
    interrupt: () => undefined,
    aws: (service, operation, parameters = {}) => {
      const name = `${service} ${operation}`;
      calls.push(name);
      const answer = stated.aws?.[name]?.(past(), parameters) ?? {};
      if (typeof answer !== "string") return Promise.resolve({ ok: true, value: answer });
      const [code = "", message = ""] = answer.split(": ");
      return Promise.resolve({ ok: false, code, message });
    },
    send: (sent) => {
      requests += 1;
      return Promise.resolve({ status: 200, headers: {}, body: "", ...stated.send?.(sent, past()) });
    },
    now: () => milliseconds,
    sleep: async (seconds) => {
      milliseconds += seconds * 1000;
      await tick();
    },
  };
}
