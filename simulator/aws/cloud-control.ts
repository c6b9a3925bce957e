import type { Answers } from "./handlers";

/**
 * Cloud Control's codes by those of the services. That API Gateway's `ConflictException` becomes `AlreadyExists` is a
 * doubt; see simulator/README.md.
 * Source: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-errors.html
 */
const codes: Readonly<Record<string, readonly [code: string, status: number]>> = {
  BadRequestException: ["InvalidRequest", 400],
  ConflictException: ["AlreadyExists", 409],
  NotFoundException: ["NotFound", 404],
};

/**
 * Error of a service as Pulumi's provider for Cloud Control reports it; any other error as it is.
 * Source: `hasFinished` in https://github.com/pulumi/pulumi-aws-native/blob/master/provider/pkg/client/await.go
 */
function reported(operation: "CREATE" | "UPDATE" | "DELETE", error: unknown): unknown {
  const [, name = "", message = ""] = /^(\w+Exception): (.*)$/.exec(error instanceof Error ? error.message : "") ?? [];
  const [code, status] = codes[name] ?? [];
  if (code === undefined) return error;
  const during = operation === "CREATE" ? "creating resource: " : "";
  const text = `${message} (Service: ApiGatewayV2, Status Code: ${String(status)}, Request ID: simulated)`;
  return new Error(`${during}operation ${operation} failed with "${code}": ${text}`);
}

function attempt<T>(operation: "CREATE" | "UPDATE" | "DELETE", call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw reported(operation, error);
  }
}

/** Answers of a provider that calls the services through Cloud Control: their errors have another form. */
export const throughCloudControl = (answers: Answers): Answers => ({
  configure: (request) => answers.configure(request),
  check: (request) => answers.check(request),
  diff: (request) => answers.diff(request),
  create: (request) => attempt("CREATE", () => answers.create(request)),
  update: (request) => attempt("UPDATE", () => answers.update(request)),
  read: (request) => answers.read(request),
  delete: (request) => attempt("DELETE", () => answers.delete(request)),
  invoke: (request) => answers.invoke(request),
});
