type Headers = Readonly<Record<string, string>>;
type Variables = Map<string, string>;

/** A template has something that the simulator does not read. */
class UnknownTemplate extends Error {}

const literal = /^"([^"]*)"$/;
const variable = /^\$(\w+)$/;
const headerCall = /^\$input\.params\(\)\.header\.get\("([\w-]+)"\)$/;

/** Value of an expression: a text, a variable, or a header of the request; empty if it is absent. */
function valueOf(expression: string, variables: Variables, request: Headers): string {
  const [, text] = literal.exec(expression) ?? [];
  const [, name] = variable.exec(expression) ?? [];
  const [, header] = headerCall.exec(expression) ?? [];
  if (text !== undefined) return text;
  if (name !== undefined) return variables.get(name) ?? "";
  if (header !== undefined) return request[header] ?? "";
  throw new UnknownTemplate(expression);
}

/** Whether a condition holds: alternatives of `$a == "b"`, `$a` and `!$a`. */
function holds(condition: string, variables: Variables, request: Headers): boolean {
  return condition.split("||").some((part) => {
    const [left = "", right] = part.split("==").map((side) => side.trim());
    const isNegated = left.startsWith("!");
    const found = valueOf(isNegated ? left.slice(1) : left, variables, request);
    if (right !== undefined) return found === valueOf(right, variables, request);
    return isNegated === (found === "");
  });
}

const directives = /#(set|if)\(((?:[^()"]|"[^"]*"|\((?:"[^"]*")?\))*)\)|#(end)|(\s+)|([\s\S])/g;
const override = /^\$context\.responseOverride\.header\.([\w-]+)$/;

/**
 * Headers that the template of an integration response sets by `$context.responseOverride`. It reads the part of Apache
 * Velocity that compares headers: `#set`, `#if` and `#end`.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 *
 * @param request - headers of the request, by the names that the client sends
 * @returns headers by lower-case name; undefined for a template with anything else
 */
export function overrides(template: string, request: Headers): Headers | undefined {
  const variables: Variables = new Map();
  const headers: Record<string, string> = {};
  const blocks: boolean[] = [];
  const set = (given: string) => {
    const [target = "", expression = ""] = given.split(/=(.*)/s).map((side) => side.trim());
    const found = valueOf(expression, variables, request);
    const [, header] = override.exec(target) ?? [];
    if (header !== undefined) headers[header.toLowerCase()] = found;
    else if (variable.test(target)) variables.set(target.slice(1), found);
    else throw new UnknownTemplate(target);
  };
  try {
    for (const [, directive, given = "", end, , text] of template.matchAll(directives)) {
      if (text !== undefined) return undefined;
      const isRead = blocks.every(Boolean);
      if (end !== undefined) blocks.pop();
      else if (directive === "if") blocks.push(isRead && holds(given, variables, request));
      else if (directive === "set" && isRead) set(given);
    }
  } catch (error) {
    if (error instanceof UnknownTemplate) return undefined;
    throw error;
  }
  return headers;
}
