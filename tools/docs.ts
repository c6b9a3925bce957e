import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configTable } from "../report/config-table";
import { replaceGenerated } from "../report/generated";
import { permissionsTable } from "../report/permissions";
import { previewJsonSchema } from "../report/preview-schema";
import { quotasTable } from "../report/quotas-table";
import { ruleIdsSource } from "../report/rule-ids";
import { rulesTable } from "../report/rules-table";
import { createCommand, projectDirectory, run, start } from "./command";
import { pictures } from "./pictures";

/** Generated parts by document: tests compare them, so that none can drift. */
const parts = [
  { file: "README.md", name: "config", content: configTable },
  { file: "README.md", name: "quotas", content: quotasTable },
  { file: "policies/README.md", name: "rules", content: rulesTable },
  { file: "docs/operating.md", name: "permissions", content: permissionsTable },
];

const command = createCommand("docs", "Writes the generated tables and pictures of the documents anew.");

void start((argv, io) =>
  run(command, argv, io, async () => {
    for (const { file, name, content } of parts) {
      const path = join(projectDirectory, file);
      writeFileSync(path, replaceGenerated(readFileSync(path, "utf8"), name, content()));
      io.output(`wrote ${name} of ${file}`);
    }
    writeFileSync(join(projectDirectory, "policies/rule-ids.ts"), ruleIdsSource());
    io.output("wrote policies/rule-ids.ts");
    writeFileSync(join(projectDirectory, "docs/preview.schema.json"), previewJsonSchema());
    io.output("wrote docs/preview.schema.json");
    for (const { file, content } of await pictures(io)) {
      mkdirSync(dirname(join(projectDirectory, file)), { recursive: true });
      writeFileSync(join(projectDirectory, file), content);
      io.output(`wrote ${file}`);
    }
    return 0;
  }),
);
