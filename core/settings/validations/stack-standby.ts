import type { Problem } from "../../problem";
import type { Settings } from "../settings";

/** A standby that is the topology which serves already. */
export const standbyIsOption = ({ option }: Settings): readonly Problem[] => [
  {
    where: "standby",
    message: `got ${option}, which is option already; allowed: another topology`,
    fix: "set standby to the topology that requests will move to, or remove it",
  },
];
