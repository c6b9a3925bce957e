import * as pulumi from "@pulumi/pulumi";
import { readConfiguration } from "./components/configuration";
import { deploy } from "./components/deployment";
import { decide } from "./core/decide";
import { headroom } from "./core/quotas/headroom";
import { formatProblems } from "./core/problem";
import { formatRoute, routeLines } from "./core/route-lines";

/** Reads the configuration, plans the stack and creates its resources. An invalid configuration registers nothing. */
export = async () => {
  const { values, region, withheld, problems } = readConfiguration();
  const decision = decide(values, region, withheld);
  const all = [...problems, ...("problems" in decision ? decision.problems : [])];
  if ("problems" in decision || all.length > 0) throw new pulumi.RunError(formatProblems(all));

  const { plan, settings, notes } = decision;
  for (const note of notes) void pulumi.log.info(note);
  const { urls, linksV1, linksV2, balancers } = await deploy(plan, settings);
  return {
    url: urls.get(`option-${settings.option}`),
    option: settings.option,
    routes: routeLines(plan).map(formatRoute),
    vpcLinks: { ...Object.fromEntries(linksV1), ...Object.fromEntries(linksV2) },
    loadBalancers: Object.fromEntries([...balancers].map(([name, { dnsName }]) => [name, dnsName])),
    headroom: headroom(plan, settings).map(({ name, scope, used, limit }) => `${name} (${scope}): ${used} of ${limit}`),
  };
};
