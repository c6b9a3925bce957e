import type { Option, Settings } from "./settings";

/** The settings of the topology that stands by, as those of a stack in which it serves. */
export const standbySettings = (settings: Settings, standby: Option): Settings => ({
  ...settings,
  option: standby,
  standby: settings.option,
});
