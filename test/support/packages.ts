import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { memo } from "./memo";
import { projectDirectory } from "./run";

const execute = promisify(execFile);

const ownFolders: string[] = [];
process.on("exit", () => {
  for (const folder of ownFolders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when this process ends. */
function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  ownFolders.push(folder);
  return folder;
}

/** npm's settings of the script that runs the tests must not apply to other folders. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("npm_"))),
  NO_COLOR: "1",
};

/** Runs npm. @returns its standard output. @throws Error with its output if it fails */
export async function npm(directory: string, ...args: readonly string[]): Promise<string> {
  return (await execute("npm", args, { cwd: directory, env: environment, maxBuffer: 1 << 26 })).stdout;
}

/** A packed package, as `npm pack --json` describes it. */
export interface Packed {
  /** Path of the tarball. */
  readonly tarball: string;
  readonly bytes: number;
  readonly unpackedBytes: number;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

async function pack(source: string, folder: string): Promise<Packed> {
  const output = await npm(join(projectDirectory, source), "pack", "--json", "--pack-destination", folder);
  // Older versions of npm print what prepack prints before the JSON.
  const described = JSON.parse(output.slice(output.search(/^[[{]/m))) as object;
  const [entry] = Object.values(described) as readonly {
    readonly filename: string;
    readonly size: number;
    readonly unpackedSize: number;
    readonly files: readonly { readonly path: string }[];
  }[];
  if (entry === undefined) throw new Error(`npm pack described no package:\n${output}`);
  const { filename, size, unpackedSize, files } = entry;
  return {
    tarball: join(folder, filename),
    bytes: size,
    unpackedBytes: unpackedSize,
    files: files.map(({ path }) => path),
  };
}

/** Builds and packs both packages, once per process. */
export const packages = memo(async (): Promise<{ readonly program: Packed; readonly policies: Packed }> => {
  const folder = ownFolder("packed-");
  const program = await pack(".", folder);
  return { program, policies: await pack("policies", folder) };
});

/** Exact versions of the packages that a project needs next to ours, and of the compiler. */
function versions(...names: readonly string[]): readonly string[] {
  const { devDependencies } = JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return names.map((name) => `${name}@${devDependencies[name] ?? ""}`);
}

const peers = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx"];

/** An empty folder with both packages and what a project needs next to them, installed from the registry once per process. */
export const installed = memo(async (): Promise<string> => {
  const { program, policies } = await packages();
  const folder = ownFolder("installed-");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "installed", private: true }));
  const others = versions(...peers, "typescript", "@types/node");
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  await npm(folder, "install", ...flags, program.tarball, policies.tarball, ...others);
  return folder;
});

/** A new folder with these files, and with both packages installed. */
export async function packageProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = ownFolder("project-");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  symlinkSync(join(await installed(), "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Exit code and streams of a command. */
export interface PackageOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command that a project has installed, with no network. */
export function runInstalled(directory: string, name: string, ...args: readonly string[]): PackageOutcome {
  const file = join(directory, "node_modules", ".bin", name);
  const offline = join(__dirname, "no-network.cjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", offline, file, ...args], {
    cwd: directory,
    encoding: "utf8",
    env: environment,
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}
