import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { replaceGenerated } from "../report/generated";
import { createCommand, projectDirectory, run, start } from "./command";
import { generatedFiles, generatedParts } from "./documents";
import { pictures } from "./pictures";

const command = createCommand("docs", "Writes the generated parts of the documents, and the generated files.");

void start((argv, io) =>
  run(command, argv, io, async () => {
    for (const { file, name, content } of generatedParts) {
      const path = join(projectDirectory, file);
      writeFileSync(path, replaceGenerated(readFileSync(path, "utf8"), name, await content()));
      io.output(`wrote ${name} of ${file}`);
    }
    const files = generatedFiles.map(({ file, content }) => ({ file, content: content() }));
    for (const { file, content } of [...files, ...(await pictures(io))]) {
      mkdirSync(dirname(join(projectDirectory, file)), { recursive: true });
      writeFileSync(join(projectDirectory, file), content);
      io.output(`wrote ${file}`);
    }
    return 0;
  }),
);
