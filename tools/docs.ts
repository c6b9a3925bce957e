import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configTable } from "../report/config-table";
import { replaceGenerated } from "../report/generated";
import { permissionsTable } from "../report/permissions";
import { previewJsonSchema } from "../report/preview-schema";
import { quotasTable } from "../report/quotas-table";
import { ruleIdsSource } from "../report/rule-ids";
import { rulesTable } from "../report/rules-table";
import { stackJsonSchema } from "../report/stack-schema";
import { createCommand, projectDirectory, run, start } from "./command";

/** Generated parts by document: tests compare them, so that none can drift. */
const parts = [
  { file: "README.md", name: "config", content: configTable },
  { file: "README.md", name: "quotas", content: quotasTable },
  { file: "policies/README.md", name: "rules", content: rulesTable },
  { file: "docs/operating.md", name: "permissions", content: permissionsTable },
];

const command = createCommand("docs", "Writes the generated tables of the documents anew.");

void start((argv, io) =>
  run(command, argv, io, () => {
    for (const { file, name, content } of parts) {
      const path = join(projectDirectory, file);
      writeFileSync(path, replaceGenerated(readFileSync(path, "utf8"), name, content()));
      io.output(`wrote ${name} of ${file}`);
    }
    writeFileSync(join(projectDirectory, "policies/rule-ids.ts"), ruleIdsSource());
    io.output("wrote policies/rule-ids.ts");
    writeFileSync(join(projectDirectory, "docs/preview.schema.json"), previewJsonSchema());
    io.output("wrote docs/preview.schema.json");
    writeFileSync(join(projectDirectory, "docs/stack.schema.json"), stackJsonSchema());
    io.output("wrote docs/stack.schema.json");
    return Promise.resolve(0);
  }),
);
