export { deploy } from "./deploy";
export { PrivateIntegrations } from "./private-integrations";
export type { PrivateIntegrationsArgs } from "./arguments";
export type { Outputs } from "./output-types";
export type { StackOutputs } from "../core/outputs";
export type { StackSettings } from "../core/settings/settings";
