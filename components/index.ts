export { deploy } from "./deploy";
export type { StackSettings } from "../core/settings/settings";
