import type { Plan } from "./plan";
import type { ApiNode } from "./plan-api";
import type { KeepAwakeNode } from "./plan-operation";
import { apisByOption } from "./plan-queries";
import type { Problem } from "./problem";
import type { Settings } from "./settings/settings";

/**
 * The API through which the VPC links V2 of a stack are kept awake; undefined if it has none. Two APIs with such links
 * have the same ones. While both can be called, it is the same API whichever serves.
 */
export function awakeApi(plan: Pick<Plan, "apis" | "domain">): ApiNode | undefined {
  const [first, ...others] = apisByOption(plan).filter(({ linkVersion }) => linkVersion === 2);
  if (first?.defaultEndpoint === undefined) return first;
  return others.find(({ name }) => name === plan.domain?.api) ?? first;
}

/** Names of the VPC links V2 that requests of an API go through, in the order of its services. */
const linksOf = ({ backends }: ApiNode): readonly string[] => [...new Set(backends.map(({ link }) => link))];

const servicesBehind = ({ backends }: ApiNode, link: string): readonly string[] =>
  backends.filter((backend) => backend.link === link).map(({ service }) => service);

/** A path that anyone may request, of a service behind a link; undefined if there is none. */
function openPath(api: ApiNode, link: string): string | undefined {
  const behind = new Set(servicesBehind(api, link));
  const open = api.routes.find(({ service, greedy, access }) => behind.has(service) && !greedy && access === undefined);
  return open?.prefix;
}

/**
 * The request a day through each VPC link V2, without which AWS deletes the network interfaces of a link after 60 days.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
 */
export function keepAwakeOf(
  { keepAwake }: Settings,
  plan: Pick<Plan, "apis" | "domain">,
): { readonly keepAwake?: KeepAwakeNode } {
  const api = awakeApi(plan);
  if (!keepAwake || api === undefined) return {};
  const requests = linksOf(api).flatMap((link) => {
    const path = openPath(api, link);
    return path === undefined ? [] : [{ link, path }];
  });
  return requests.length === 0 ? {} : { keepAwake: { name: "keep-awake", requests } };
}

/** How to give one of some services a path that needs no credentials. */
function openAPath({ services }: Settings, [name = "", ...others]: readonly string[]): string {
  const { path = "" } = services.find((service) => service.name === name) ?? {};
  const open = `${path === "/" ? "" : path}/awake`;
  return `add publicPaths: [${open}] to ${name}${others.length === 0 ? "" : ", or such a path to another of them"}`;
}

/** VPC links that the requests of the stack itself cannot keep awake. */
export function keepAwakeProblems(settings: Settings, plan: Pick<Plan, "apis" | "domain">): readonly Problem[] {
  const api = awakeApi(plan);
  if (!settings.keepAwake || api === undefined || linksOf(api).length === 0) return [];
  const where = "keepAwake";
  if (settings.domain?.mutualTls !== undefined)
    return [
      {
        where,
        message: "got true; its requests have no client certificate, which domain.mutualTls requires",
        fix: "remove it, and let a client with a certificate send a request to a service of each VPC once a day",
      },
    ];
  return linksOf(api)
    .filter((link) => openPath(api, link) === undefined)
    .map((link) => {
      const services = servicesBehind(api, link);
      return {
        where,
        message: `got true; its requests have no credentials, and every path behind the VPC link ${link} needs some (${services.join(", ")})`,
        fix: `${openAPath(settings, services)}; or remove keepAwake, and let a client send a request there once a day`,
      };
    });
}
