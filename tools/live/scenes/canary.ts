import type { Given } from "../scene";
import type { Values } from "../world";
import { service, stackKeys } from "./services";

export const bakeMinutes = 5;
export const canary = { strategy: "canary", percent: 50, stepMinutes: 1, bakeMinutes, alarms: { errorPercent: 50 } };

/** The service with a strategy. @param more - keys instead of its own; undefined removes one */
export const canaryService = (more: Values = {}): Values => {
  const keys: Values = { ...service("web"), deployment: canary, ...more };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
};

/** Keys of an HTTP API whose service is deployed by canary. */
export const canaryKeys = (given: Given) => stackKeys(given, 1, [canaryService()]);
