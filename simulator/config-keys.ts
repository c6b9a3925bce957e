/**
 * A key of `config` with its namespace, as the CLI reads it: a key without one is the project's, and `acme:config:option`
 * is an old form of `acme:option`.
 */
export function qualifiedKey(project: string, key: string): string {
  return key.includes(":") ? key.replace(/^([^:]+):config:([^:]+)$/, "$1:$2") : `${project}:${key}`;
}
