import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";
import { missingImage } from "../scenes/http";
import { service } from "../scenes/services";
import { mappingsOf } from "./mapping";

/** A switch in an update that fails: a task of the same update does not start. */
export const failedSwitch: Step = {
  id: "failed-switch",
  title: "switches in an update that fails, and reads the outputs",
  minutes: 40,
  check: async (place) => {
    const { stack } = place;
    const id = "switch-outputs-after-failure";
    const before = await mappingsOf(place);
    const { api } = await outputsOf(stack);
    const keys = { option: 5, standby: 1, services: [service("web", { image: missingImage })] };
    const ran = await stack.tryUpWith(keys);
    if (ran.code === 0) return [notSeen(id, "the update succeeded")];
    const after = await mappingsOf(place);
    const hasMoved = Object.entries(before).some(([mapping, target]) => after[mapping] !== target);
    if (!hasMoved) return [notSeen(id, "the update failed before the mapping moved")];
    const { api: now } = await outputsOf(stack);
    return [
      judged(
        id,
        now.id === api.id,
        `the mapping moved, and the output is the ${now.id === api.id ? "old" : "new"} API`,
      ),
    ];
  },
};
