import type { Raw } from "../records";
import type { Option, Settings } from "./settings";

/** The settings of the topology that stands by, as those of a stack in which it serves. */
export const standbySettings = (settings: Settings, standby: Option): Settings => ({
  ...settings,
  option: standby,
  standby: settings.option,
});

/**
 * Configuration values with the option that a tool asks for. If that topology stands by, both are exchanged, as the step
 * does that moves the requests: the stack keeps its topologies.
 */
export const withOption = (values: Raw, option: number): Raw =>
  values["standby"] === option ? { ...values, option, standby: values["option"] ?? 1 } : { ...values, option };
