import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";
import type { Edit, EditedStack } from "./edit";
import { service } from "./edit";

export type Keys = Readonly<Record<string, unknown>>;

/** Options with a REST API. */
export const rest: readonly Option[] = [2, 3, 4, 5];
const plain: readonly Entry[] = [service("plain"), service("stripped", { stripPrefix: true })];

/** One edit in a stack of its own, which goes through these contents. */
const ownStack = (
  { kind, title, options }: Pick<Edit, "kind" | "title" | "options">,
  contents: readonly { readonly services: readonly Entry[]; readonly stack: Keys }[],
): EditedStack => ({
  name: kind,
  edits: [{ kind, title, options, isOfStack: true, contents: contents as unknown as Edit["contents"] }],
});

/** A stack of services that goes through these states of its own keys, in a stack of its own. */
export const ofKeys = (
  kind: string,
  title: string,
  states: readonly Keys[],
  options: readonly Option[] = everyOption,
): EditedStack =>
  ownStack(
    { kind, title, options },
    states.map((stack) => ({ services: plain, stack })),
  );

/** A service of a stack with these keys that goes through these states, beside one that does not change. */
export const ofService = (
  kind: string,
  title: string,
  stack: Keys,
  states: readonly Keys[],
  options: readonly Option[] = everyOption,
): EditedStack =>
  ownStack(
    { kind, title, options },
    states.map((keys) => ({ services: [service("changed", keys), service("beside")], stack })),
  );

export const cognito = (more: Keys = {}) => ({
  auth: {
    kind: "cognito",
    userPool: "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123",
    clients: ["web"],
    ...more,
  },
});
/** The page that the probes ask for. */
export const origins = ["https://www.example.com"];
export const cors = (more: Keys = {}) => ({ cors: { origins, ...more } });
export const throttle = { throttle: { ratePerSecond: 100, burst: 200 } };
/** Who may send requests, how often, and the logs of requests. */
export const access = { ...cognito(), ...cors(), ...throttle, account: { restLogRole: "create" } };
