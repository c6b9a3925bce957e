import { writeFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";

import { fromEngine } from "../../../policies/graph/engine";

/** Writes the graph that the real pack's rules would get beside this file; unknown values keep the protocol's mark. */
new PolicyPack("capture-pack", {
  policies: [
    {
      name: "capture",
      description: "Writes down what it sees.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }) => {
        writeFileSync("graph.json", JSON.stringify(fromEngine(resources)));
      },
    },
  ],
});
