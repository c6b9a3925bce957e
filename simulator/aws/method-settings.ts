import type { Properties } from "../values";
import { isObject } from "../values";
import type { Account, Existing } from "./existing";
import { value } from "./existing";

/**
 * How a stage names the settings of a method: `~1orders~1{proxy+}/ANY`. Reports say that a path without the leading `~1`
 * has no effect.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/issues/9738, https://github.com/go-to-k/cdkd/pull/971
 */
const keyOf = (path: string, method: string) => `${path.replaceAll("/", "~1")}/${method}`;

/**
 * The settings that a stage of a REST API has for a method: its own, or those of all methods; undefined without any.
 *
 * @param path - of the resource: `/orders/{proxy+}`
 * @param method - of the deployed method: `ANY`
 */
export function methodSettingsOf(
  account: Account,
  stage: Existing,
  path: string,
  method: string,
): Properties | undefined {
  const ofStage = account
    .of("aws:apigateway/methodSettings:MethodSettings")
    .filter((one) => ["restApi", "stageName"].every((key) => value(one, key) === value(stage, key)));
  const named = (key: string) => ofStage.find((one) => value(one, "methodPath") === key);
  const settings = (named(keyOf(path, method)) ?? named("*/*"))?.inputs["settings"];
  return isObject(settings) ? settings : undefined;
}
