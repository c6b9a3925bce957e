import type { Problem } from "../../problem";
import { repeats } from "../config-path";

interface Named {
  readonly name: string;
}

/** A name that an earlier entry of the list has, and the path of its key. */
export interface RepeatedName {
  readonly path: readonly [list: string, index: number, key: "name"];
  readonly problem: Problem;
}

function repeatedIn(list: "services" | "vpcs", entries: readonly Named[]): readonly RepeatedName[] {
  const [plural, single] = list === "vpcs" ? ["VPCs", "VPC"] : ["services", "service"];
  return repeats(entries, ({ name }) => name).map(({ again }) => {
    const index = entries.indexOf(again);
    return {
      path: [list, index, "name"],
      problem: {
        where: `${list}[${index}].name (${again.name})`,
        message: `two ${plural} are named ${again.name}`,
        fix: `give each ${single} its own name`,
      },
    };
  });
}

/** Services and VPCs with the name of an earlier one. Other problems name an entry by its name. */
export const repeatedNames = (settings: {
  readonly services: readonly Named[];
  readonly vpcs: readonly Named[];
}): readonly RepeatedName[] => [...repeatedIn("vpcs", settings.vpcs), ...repeatedIn("services", settings.services)];
