import type { Problem } from "../../problem";
import type { Cors, Settings } from "../settings";

/** Lists of `cors` in which `*` stands for everything. */
const lists = ["origins", "methods", "headers", "exposeHeaders"] as const;

const hasWildcard = (cors: Cors, list: (typeof lists)[number]): boolean =>
  (cors[list] as readonly string[]).includes("*");

/**
 * With credentials, a browser refuses the origin `*`, and takes `*` in the other lists for the name of a method or header.
 * Source: https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
 */
const wildcards = (cors: Cors): readonly Problem[] =>
  lists
    .filter((list) => cors.credentials && hasWildcard(cors, list))
    .map((list) => ({
      where: `cors.${list}`,
      message:
        list === "origins"
          ? "got *, and cors.credentials is true; browsers refuse answers that have both"
          : "got *, and cors.credentials is true; browsers then take * for a name",
      fix: `list the ${list === "methods" ? "methods" : list === "origins" ? "origins" : "headers"}, or remove credentials`,
    }));

function originProblems({ origins }: Cors): readonly Problem[] {
  if (!origins.includes("*") || origins.length === 1) return [];
  const message = `got * beside ${origins.filter((origin) => origin !== "*").join(", ") || "another *"}; * already allows every origin`;
  return [{ where: "cors.origins", message, fix: "remove the other entries, or *" }];
}

/** Problems of requests from web pages of other origins. */
export const corsProblems = ({ cors }: Settings): readonly Problem[] =>
  cors === undefined ? [] : [...wildcards(cors), ...originProblems(cors)];
