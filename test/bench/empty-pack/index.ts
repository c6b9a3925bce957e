import { readFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";

/** Written by the bench beside this file: how many policies there are to be. */
const names = JSON.parse(readFileSync("names.json", "utf8")) as string[];

/** What CrossGuard itself costs: the same number of policies, with nothing in them. */
new PolicyPack("empty-pack", {
  policies: names.map((name) => ({
    name,
    description: "Looks at nothing.",
    enforcementLevel: "mandatory",
    validateStack: () => undefined,
  })),
});
