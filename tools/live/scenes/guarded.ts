import type { Given } from "../scene";
import { origin } from "./origin";
import { service, stackKeys } from "./services";

/** The path that needs no authorization. */
export const openPath = "/web/open";

/** Keys of an HTTP API whose requests are signed, apart from one path. */
export const guardedKeys = (given: Given) =>
  stackKeys(given, 1, [service("web", { publicPaths: [openPath] })], {
    auth: { kind: "iam" },
    standby: 5,
    cors: { origins: [origin] },
  });
