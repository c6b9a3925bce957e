import type { LinkNode, Plan } from "./plan";
import type { ApiNode } from "./plan-api";
import type { OperationPlan } from "./plan-operation";
import type { Problem } from "./problem";
import type { Settings } from "./settings/settings";

/** What keeps the VPC links of a stack awake, and why it cannot. */
interface KeptAwake {
  readonly planned: Pick<OperationPlan, "keepAwake">;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** Routes of the services behind a link. */
const routesBehind = ({ backends, routes }: ApiNode, link: LinkNode) => {
  const services = new Set(backends.filter((backend) => backend.link === link.name).map(({ service }) => service));
  return routes.filter(({ service }) => services.has(service));
};

/** Path of the first route behind a link that anyone may call. */
const openPath = (api: ApiNode, link: LinkNode): string | undefined =>
  routesBehind(api, link).find(({ greedy, access }) => !greedy && access === undefined)?.prefix;

function closedLink(api: ApiNode, link: LinkNode): Problem {
  const services = [...new Set(routesBehind(api, link).map(({ service }) => service))].join(", ");
  return {
    where: "keepAwake",
    message: `VPC link ${link.name} has no route that anyone may call: those of ${services} need authorization or an API key, and the function has neither`,
    fix: "add a path to publicPaths of one of these services, for example that of its health check; or remove keepAwake and let a client send a request every month",
  };
}

/** The function has no client certificate. A validation refuses an open execute-api URL beside mutual TLS. */
function mutualTlsProblems({ domain }: Plan): readonly Problem[] {
  if (domain?.own?.mutualTls === undefined) return [];
  return [
    {
      where: "keepAwake",
      message: `the API answers only at ${domain.domainName}, where clients need a certificate (domain.mutualTls), and the function has none`,
      fix: "remove keepAwake, and let a client with a certificate send a request every month",
    },
  ];
}

const webAclNotes = ({ apis }: Plan) =>
  apis.some(({ webAcl }) => webAcl !== undefined)
    ? [
        "keepAwake: the requests come from changing addresses of AWS Lambda; if the web ACL refuses them, the VPC links sleep all the same",
      ]
    : [];

/**
 * Plans one request a day through each VPC link V2, which becomes inactive after 60 days without one.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
 */
export function keepAwakeOf(plan: Plan, { keepAwake, option }: Settings): KeptAwake {
  const [api] = plan.apis;
  if (!keepAwake || api === undefined) return { planned: {}, problems: [], notes: [] };
  if (api.linkVersion === 1) {
    const note = `keepAwake has no effect under option ${option}: its VPC links are V1, which do not sleep`;
    return { planned: {}, problems: [], notes: [note] };
  }
  // A link whose services are all retired has no route to keep.
  const links = plan.links.filter((link) => link.version === 2 && routesBehind(api, link).length > 0);
  const found = links.map((link) => ({ link, path: openPath(api, link) }));
  const requests = found.flatMap(({ link, path }) => (path === undefined ? [] : [{ link: link.name, path }]));
  const closed = found.flatMap(({ link, path }) => (path === undefined ? [closedLink(api, link)] : []));
  return {
    planned: requests.length === 0 ? {} : { keepAwake: { name: "keep-awake", requests } },
    problems: [...closed, ...mutualTlsProblems(plan)],
    notes: webAclNotes(plan),
  };
}
