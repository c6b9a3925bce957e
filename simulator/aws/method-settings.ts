import type { Existing, Lookup } from "./existing";
import { value } from "./existing";

/**
 * How a stage names the settings of a method: `~1orders~1{proxy+}/GET`, and `~1/GET` for the root. Reports say that a path
 * without the leading `~1` has no effect.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/issues/9738, https://github.com/go-to-k/cdkd/pull/971
 */
function keyOf(methodPath: string): string {
  const slash = methodPath.lastIndexOf("/");
  return `${methodPath.slice(0, slash).replaceAll("/", "~1")}${methodPath.slice(slash)}`;
}

/**
 * The settings that a stage of a REST API has for a method: its own, or those of all methods; undefined without any.
 *
 * @param methodPath - path and verb of the request, also where the method is `ANY`: `/orders/{proxy+}/GET`; `//GET` for the root
 */
export function methodSettingsOf(account: Lookup, stage: Existing, methodPath: string): Existing | undefined {
  const ofStage = account
    .where("aws:apigateway/methodSettings:MethodSettings", "restApi", value(stage, "restApi"))
    .filter((one) => value(one, "stageName") === value(stage, "stageName"));
  const named = (key: string) => ofStage.find((one) => value(one, "methodPath") === key);
  return named(keyOf(methodPath)) ?? named("*/*");
}
