import type { Edit } from "./edit";
import { ofService } from "./edit";

const repository = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop";
const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/${name}-AbCdEf`;

/** Edits that start new tasks in the same place. */
export const taskEdits: readonly Edit[] = [
  ofService("image", { title: "`image`" }, {}, { image: `${repository}/app:1.1.0` }),
  ofService("repository", { title: "`image` of another repository" }, {}, { image: `${repository}/other:1.0.0` }),
  ofService(
    "environment",
    { title: "`environment`" },
    { environment: { LEVEL: "info" } },
    { environment: { LEVEL: "debug" } },
  ),
  ofService(
    "secrets",
    { title: "`secrets`" },
    { secrets: { KEY: secret("first") } },
    { secrets: { KEY: secret("second") } },
  ),
  ofService("container-port", { title: "`containerPort`" }, { containerPort: 8080 }, { containerPort: 9090 }),
  ofService(
    "port-unwaited",
    { title: "`containerPort` with `wait: false`" },
    { containerPort: 8080, wait: false },
    { containerPort: 9090 },
  ),
  ofService(
    "image-unwaited",
    { title: "`image` with `wait: false`" },
    { wait: false },
    { image: `${repository}/app:1.1.0` },
  ),
  ofService("health-check-path", { title: "`healthCheck.path`" }, {}, { healthCheck: { path: "/health" } }),
  ofService("cpu", { title: "`cpu` and `memoryMiB`" }, {}, { cpu: 512, memoryMiB: 1024 }),
  ofService("desired-count", { title: "`desiredCount`, more and fewer" }, {}, { desiredCount: 4 }, { desiredCount: 1 }),
  ofService("command", { title: "`command`" }, {}, { command: ["serve", "--verbose"] }),
  ofService("entry-point", { title: "`entryPoint`" }, {}, { entryPoint: ["/bin/serve"] }),
  ofService("user", { title: "`user`" }, {}, { user: "1000:1000" }),
  ofService("working-directory", { title: "`workingDirectory`" }, {}, { workingDirectory: "/srv" }),
  ofService("ephemeral-storage", { title: "`ephemeralStorageGiB`" }, {}, { ephemeralStorageGiB: 40 }),
  ofService(
    "read-only-root",
    { title: "`readonlyRootFilesystem` and `writablePaths`" },
    {},
    { readonlyRootFilesystem: true, writablePaths: ["/tmp"] },
  ),
  ofService(
    "sidecars",
    { title: "`sidecars`, added and removed" },
    {},
    { sidecars: [{ name: "proxy", image: `${repository}/proxy:1.0.0` }] },
    { sidecars: undefined },
  ),
];
