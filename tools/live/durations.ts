/** `+  aws:apigatewayv2:VpcLink live created (152s)`, also of a replacement, and of deletes. */
const line = (type: string, what: "created" | "deleted") =>
  new RegExp(`\\s${type} \\S+ ${what} (?:original |replacement )?\\(([\\d.]+)s\\)`, "g");

/**
 * Seconds that the provider took for resources of a type, from the output of an update.
 *
 * @param type - as the CLI prints it, for example `aws:apigatewayv2:VpcLink`
 */
export const secondsOf = (output: string, type: string, what: "created" | "deleted"): readonly number[] =>
  [...output.matchAll(line(type, what))].map(([, seconds]) => Number(seconds));
