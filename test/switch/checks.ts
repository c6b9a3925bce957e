import { nameOf, typeOf } from "../../simulator/aws/account";
import type { AwsAccount } from "../../simulator/aws/account";
import type { OrderedCall } from "../../simulator/schedules/call";
import type { Settings } from "../../core/settings/settings";
import { endpointsOf } from "../traffic/clients";
import { probeOf } from "../traffic/probes";
import { requestsOf } from "../traffic/requests";
import type { SwitchedStack } from "./stacks";
import type { Pair, Step } from "./steps";
import { movesOnly } from "./steps";

const mapping = "aws-native:apigatewayv2:ApiMapping";
const service = "aws:ecs/service:Service";
/**
 * What a new topology may let go: the last deployment of a REST API whose default endpoint is opened, and the last revision of
 * tasks that get more time to stop, since their new target groups drain longer. AWS keeps the revision ACTIVE (`skipDestroy`).
 */
const renewed = ["aws:apigateway/deployment:Deployment", "aws:ecs/taskDefinition:TaskDefinition"];

/** Types of what keeps its ids; a data source of AWS never returns these ids again for another resource. */
const lastingTypes = { Service: service, Vpc: "aws:ec2/vpc:Vpc", Cluster: "aws:ecs/cluster:Cluster" } as const;
const kinds = ["Service", "Vpc", "Cluster"] as const;

const titleOf = ({ operation, urn }: OrderedCall) =>
  `${operation} of ${typeOf(urn).replace(/^.*:/, "")} ${nameOf(urn)}`;
const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join();
const inWords = (names: readonly string[]) => names.join(", ") || "none";

/** Ids of what a switch must keep, by kind, each with its name. */
export const lastingIds = (account: AwsAccount): readonly string[] =>
  kinds.flatMap((kind) =>
    account
      .of(lastingTypes[kind])
      .map(({ urn, id }) => `${kind} ${nameOf(urn)} ${id}`)
      .sort(),
  );

/** What is wrong with the names of a new stack's services, VPCs and clusters: those of the list by hand. */
export function problemsOfNames({ lasting }: SwitchedStack, account: AwsAccount): readonly string[] {
  return kinds.flatMap((kind) => {
    const found = account
      .of(lastingTypes[kind])
      .map(({ urn }) => nameOf(urn))
      .sort();
    return same(found, lasting[kind]) ? [] : [`${kind}: ${inWords(found)} instead of ${inWords(lasting[kind])}`];
  });
}

/** Services whose target groups differ between the options of a pair. */
function movedOf({ moved }: SwitchedStack, pair: Pair): readonly string[] {
  if (pair.includes(2) || pair.includes(3)) return moved.nlb;
  return pair.includes(4) ? moved.alb : moved.other;
}

/** What is wrong with the calls of a step. */
export function problemsOfCalls(
  stack: SwitchedStack,
  pair: Pair,
  step: Step,
  log: readonly OrderedCall[],
): readonly string[] {
  const of = (type: string) => log.filter(({ urn }) => typeOf(urn) === type);
  const ofMapping = of(mapping).map(({ operation }) => operation);
  const updated = of(service)
    .map(({ urn }) => nameOf(urn))
    .sort();
  const isMove = movesOnly(step);
  const expected = isMove ? [] : movedOf(stack, pair);
  const others = log.filter(({ urn }) => typeOf(urn) !== mapping && !stack.watched.includes(typeOf(urn)));
  const deleted = log.filter(({ operation, urn }) => operation === "delete" && !renewed.includes(typeOf(urn)));
  return [
    ...(same(ofMapping, step.moves ? ["update"] : []) ? [] : [`calls of the mapping: ${inWords(ofMapping)}`]),
    ...(isMove || same(updated, expected)
      ? []
      : [`services that are deployed again: ${inWords(updated)} instead of ${inWords(expected)}`]),
    ...(isMove && others.length > 0 ? [`a move changes more than the mapping: ${others.map(titleOf).join(", ")}`] : []),
    ...(step.from === "S0" && deleted.length > 0 ? [`a new standby deletes: ${deleted.map(titleOf).join(", ")}`] : []),
  ];
}

/** Routes that a default endpoint of the account does not serve. While a topology stands by, those of both APIs are open. */
export function unservedAtEndpoints(settings: Settings, account: AwsAccount): readonly string[] {
  return endpointsOf(account).flatMap((client) =>
    requestsOf(settings, settings)
      .map((routes) => ({ routes, answer: probeOf(routes, client).ask(account) }))
      .filter(({ answer }) => !answer.served)
      .map(
        ({ routes, answer }) =>
          `${client.host}: ${routes.route}: ${String(answer.status)} at ${answer.hop}: ${answer.reason}`,
      ),
  );
}

/** What a stack leaves behind that it should not. */
export const leftBehind = ({ retained }: SwitchedStack, account: AwsAccount): readonly string[] =>
  account.all.filter(({ type }) => !retained.includes(type)).map(({ type, urn }) => `${type} ${nameOf(urn)}`);
