import type { Option, Settings } from "./settings/settings";

/** The settings of the topology that stands by, as those of a stack of which it is the only one that serves. */
export const standbySettings = (settings: Settings, standby: Option): Settings => ({
  ...settings,
  option: standby,
  standby: settings.option,
});
