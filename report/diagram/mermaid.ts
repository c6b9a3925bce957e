import { alarmWords } from "./alarms";
import type { Diagram, DiagramNode } from "./model";

const key = (id: string) => id.replaceAll(/[^A-Za-z0-9]/g, "_");
/** Alarms have a line of their own, so that the box is no wider. */
const text = (node: DiagramNode) =>
  [node.label, node.detail, ...alarmWords(node)].join("<br/>").replaceAll('"', "#quot;");
const box = (node: DiagramNode) => `${key(node.id)}["${text(node)}"]`;

/** Formats a diagram as a Mermaid flowchart, with a subgraph per VPC and arrows numbered by hop. */
export function mermaid({ vpcs, nodes, edges }: Diagram): string {
  return [
    "flowchart LR",
    ...nodes.filter(({ vpc }) => vpc === undefined).map((node) => `  ${box(node)}`),
    ...vpcs.flatMap((vpc) => [
      `  subgraph ${key(`vpc-${vpc}`)}["VPC ${vpc}"]`,
      ...nodes.filter((node) => node.vpc === vpc).map((node) => `    ${box(node)}`),
      "  end",
    ]),
    ...edges.map(
      ({ from, to, hop, standby }) => `  ${key(from)} ${standby === true ? "-.->" : "-->"}|${hop}| ${key(to)}`,
    ),
  ].join("\n");
}
