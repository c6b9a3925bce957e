import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import { accessEdits, scalingEdits } from "./access";
import { authorizationEdits } from "./authorization";
import { bothTlsEdits, containerTlsEdits, takingTlsEdits } from "./container-tls";
import type { Content, Edit, EditedStack } from "./edit";
import { service, vpc } from "./edit";
import { domainEdits, domainServiceEdits } from "./domain";
import { endpointEdits } from "./endpoints";
import { limitEdits } from "./limits";
import { natEdits, stackEdits, zoneEdits } from "./network";
import { operationEdits } from "./operation";
import { placementEdits } from "./placement";
import { routeEdits } from "./routes";
import { strategyEdits } from "./strategies";
import { taskEdits } from "./tasks";
import { tlsEdits } from "./tls";

/** All kinds of edits, in stacks that are small enough to ask every route at every step. */
export const editedStacks: readonly EditedStack[] = [
  { name: "tasks", edits: taskEdits },
  { name: "access", edits: [...accessEdits, ...scalingEdits] },
  { name: "routes", edits: routeEdits },
  { name: "placement", edits: placementEdits },
  { name: "zones", edits: zoneEdits },
  { name: "nat", edits: natEdits },
  { name: "stack", edits: stackEdits },
  { name: "endpoints", edits: endpointEdits },
  { name: "container-tls", edits: containerTlsEdits },
  { name: "taking-tls", edits: takingTlsEdits },
  { name: "both-tls", edits: bothTlsEdits },
  ...tlsEdits,
  { name: "at-domain", edits: domainServiceEdits },
  ...domainEdits.map((edit) => ({ name: edit.kind, edits: [edit] })),
  ...authorizationEdits,
  ...limitEdits,
  ...operationEdits,
  ...strategyEdits,
];

/** All kinds of edits. */
export const allEdits: readonly Edit[] = editedStacks.flatMap(({ edits }) => edits);

/** Configuration of a stack, by keys without the project's name. Its Region is us-east-1. */
export type StackConfiguration = Readonly<Record<string, unknown>> & { readonly services: readonly Entry[] };

/** A service that no edit changes. An update may not lose its requests either. */
const bystander = service("bystander");

/** Every service is part of an edit of the whole stack, so that a lost request names the edit. */
const bystanders = (edits: readonly Edit[]) => (edits.some(({ isOfStack }) => isOfStack) ? [] : [bystander]);

const at = ({ contents }: Edit, step: number): Content => contents[step] ?? contents.at(-1) ?? {};

/** Quota of links that the stacks of the edits exceed under option 2. */
const quotas = { "apigateway.vpcLinksV1": { value: 40, reason: "many edits in one stack" } };

function configurationAt(edits: readonly Edit[], option: Option, step: number): StackConfiguration {
  const contents = edits.map((edit) => at(edit, step));
  return {
    option,
    ...(option === 2 ? { quotas } : {}),
    ...Object.fromEntries(contents.flatMap(({ stack = {} }) => Object.entries(stack))),
    vpcs: [vpc("main", 1), ...contents.flatMap(({ vpcs = [] }) => vpcs)],
    services: [...bystanders(edits), ...contents.flatMap(({ services = [] }) => services)],
  };
}

/** The edits of a stack that apply under an option. */
export const editsUnder = (stack: EditedStack, option: Option): readonly Edit[] =>
  stack.edits.filter(({ options }) => options.includes(option));

/**
 * The configurations of a stack under an option: before, and after each update. Empty if none of its edits applies.
 */
export function configurationsOf(stack: EditedStack, option: Option): readonly StackConfiguration[] {
  const edits = editsUnder(stack, option);
  const steps = Math.max(0, ...edits.map(({ contents }) => contents.length));
  return Array.from({ length: steps }, (_, step) => configurationAt(edits, option, step));
}

/** The edit that a service belongs to; undefined for the bystander. */
export const editOf = (edits: readonly Edit[], name: string): Edit | undefined =>
  edits.find(({ contents }) => contents.some(({ services = [] }) => services.some((entry) => entry.name === name)));
