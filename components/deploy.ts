import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { decide } from "../core/decide";
import type { Decision } from "../core/decide";
import { formatProblems } from "../core/problem";
import { headroom } from "../core/quotas/headroom";
import { formatRoute, routeLines } from "../core/route-lines";
import type { StackSettings } from "../core/settings/settings";
import type { Configuration } from "./configuration";
import { readConfiguration } from "./configuration";
import { announce, observedOverrides } from "./decisions";
import { createResources } from "./deployment";

/** Settings that a program states itself, in the form that a configuration has. */
function statedBy(settings: StackSettings): Configuration {
  const values = { ...(settings as Readonly<Record<string, unknown>>), ...observedOverrides() };
  return { values, region: aws.config.region, withheld: [], problems: [] };
}

function decideOn(configuration: Configuration): Decision {
  const { values, region, withheld, problems } = configuration;
  const decision = decide(values, region, withheld);
  const all = [...problems, ...("problems" in decision ? decision.problems : [])];
  return all.length > 0 ? { problems: all } : decision;
}

/**
 * Plans the services and VPCs of a stack and creates their resources. Invalid settings register nothing.
 *
 * @param settings - the settings; without them, they are read from the configuration of the stack
 * @returns the outputs of the stack
 * @throws pulumi.RunError with all problems of the settings
 */
export async function deploy(settings?: StackSettings) {
  const configuration = settings === undefined ? readConfiguration() : statedBy(settings);
  const decision = decideOn(configuration);
  announce({ configuration, decision });
  if ("problems" in decision) throw new pulumi.RunError(formatProblems(decision.problems));

  const { plan, notes } = decision;
  for (const note of notes) void pulumi.log.info(note);
  const { urls, linksV1, linksV2, balancers } = await createResources(plan, decision.settings);
  return {
    url: urls.get(`option-${decision.settings.option}`),
    option: decision.settings.option,
    routes: routeLines(plan).map(formatRoute),
    vpcLinks: { ...Object.fromEntries(linksV1), ...Object.fromEntries(linksV2) },
    loadBalancers: Object.fromEntries([...balancers].map(([name, { dnsName }]) => [name, dnsName])),
    headroom: headroom(plan, decision.settings).map(
      ({ name, scope, used, limit }) => `${name} (${scope}): ${used} of ${limit}`,
    ),
  };
}
