import { writeFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";

import { fromEngine } from "../../../policies/graph/engine";

/** Writes the graph that policy rules get to graph.json in this folder. Unknown values keep the protocol's mark. */
new PolicyPack("capture-pack", {
  policies: [
    {
      name: "capture",
      description: "Writes the resource graph to a file.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }) => {
        writeFileSync("graph.json", JSON.stringify(fromEngine(resources)));
      },
    },
  ],
});
