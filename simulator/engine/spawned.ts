import { spawn } from "node:child_process";
import { RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { endingWithParent } from "./node-arguments";
import { configOf, programOf } from "./program";

/** Exit code of the SDK after it has printed the error itself. Source: @pulumi/pulumi/cmd/run */
const shownByProgram = 32;

/** Runs a program in a new Node process, as the official host does. @returns the response to the engine, once it ends */
export function runSpawned(request: RunRequest, engineAddress: string): Promise<RunResponse> {
  const { root, entryPoint, nodeArguments, environment, find } = programOf(request.getInfo());
  const options = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    pwd: request.getPwd(),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    parallel: String(request.getParallel()),
    "root-directory": root,
  };
  const argumentsOfRun = [
    ...endingWithParent,
    ...nodeArguments,
    find("@pulumi/pulumi/cmd/run"),
    ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    entryPoint,
    ...request.getArgsList(),
  ];
  const child = spawn(process.execPath, argumentsOfRun, {
    cwd: request.getPwd(),
    env: {
      ...environment,
      PULUMI_CONFIG: JSON.stringify(configOf(request)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      const response = new RunResponse();
      if (code === shownByProgram) response.setBail(true);
      else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${String(code)}`);
      resolve(response);
    });
  });
}
