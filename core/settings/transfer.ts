import type { ServiceSettings, Settings } from "./settings";

/** Timeout and streaming of a service: its own, or else those of the stack. */
export const transferOf = (
  stack: Pick<Settings, "timeoutSeconds" | "streaming">,
  service: Pick<ServiceSettings, "timeoutSeconds" | "streaming">,
): { readonly timeoutSeconds: number | undefined; readonly streaming: boolean } => ({
  timeoutSeconds: service.timeoutSeconds ?? stack.timeoutSeconds,
  streaming: service.streaming ?? stack.streaming,
});
