import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceGenerated } from "../report/generated";
import { previewJsonSchema } from "../report/preview-schema";
import { ruleIdsSource } from "../report/rule-ids";
import { createCommand, projectDirectory, run, start } from "./command";
import { generatedParts } from "./documents";

const command = createCommand("docs", "Writes the generated parts of the documents.");

void start((argv, io) =>
  run(command, argv, io, async () => {
    for (const { file, name, content } of generatedParts) {
      const path = join(projectDirectory, file);
      writeFileSync(path, replaceGenerated(readFileSync(path, "utf8"), name, await content()));
      io.output(`wrote ${name} of ${file}`);
    }
    writeFileSync(join(projectDirectory, "policies/rule-ids.ts"), ruleIdsSource());
    io.output("wrote policies/rule-ids.ts");
    writeFileSync(join(projectDirectory, "docs/preview.schema.json"), previewJsonSchema());
    io.output("wrote docs/preview.schema.json");
    return 0;
  }),
);
