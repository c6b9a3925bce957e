import type { Fault, Problem } from "../../problem";
import { serviceAt } from "../config-path";
import type { Place } from "../places";
import { servingPlace, standbyPlace } from "../places";
import type { ServiceSettings, Settings } from "../settings";

/** A place in which the container of a service takes TLS, with the key that says so. */
interface TlsPlace {
  readonly service: ServiceSettings;
  readonly place: Place;
  readonly key: "containerTls" | "standby.containerTls";
}

function tlsPlaces(service: ServiceSettings): readonly TlsPlace[] {
  const second = standbyPlace(service);
  const key = service.standby?.containerTls === undefined ? "containerTls" : "standby.containerTls";
  const all: readonly TlsPlace[] = [
    { service, place: servingPlace(service), key: "containerTls" },
    ...(second === undefined ? [] : [{ service, place: second, key } as const]),
  ];
  return all.filter(({ place }) => place.containerTls);
}

function faultOf({ tls }: Settings, { place }: TlsPlace): Fault | undefined {
  if (place.balancer === "cloudMap") {
    return {
      message: "works behind a load balancer only; with cloudMap API Gateway connects to the container itself",
      fix: "use balancer: alb or nlb, or remove containerTls",
    };
  }
  return tls === undefined
    ? {
        message:
          "encrypts the last hop only; without tls, API Gateway sends requests to the load balancer in clear text",
        fix: "add tls: { serverName: ... } to the stack, or remove containerTls",
      }
    : undefined;
}

/**
 * Services that others call through Service Connect. Its proxy in their tasks reads HTTP on the container port, for
 * requests of load balancers too, and rejects TLS there.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
function calledFault({ services }: Settings, { name }: ServiceSettings): Fault | undefined {
  const callers = services.filter(
    ({ runtime }) =>
      runtime.kind === "task" &&
      runtime.task.reaches.some((reach) => reach.kind === "service" && reach.service === name),
  );
  if (callers.length === 0) return undefined;
  const names = callers.map((caller) => caller.name).join(", ");
  return {
    message: `${names} calls it at http://${name}, and the proxy of Service Connect reads HTTP on its container port`,
    fix: `remove containerTls, or remove ${name} from reaches of ${names} and call it through the API`,
  };
}

/** A container health check that sends HTTP to a port that takes TLS: no task would become healthy. */
function commandProblem(settings: Settings, { service, place }: TlsPlace): Problem | undefined {
  const text = service.healthCheck.command?.join(" ") ?? "";
  const [url] = new RegExp(`http://[^\\s/]+:${place.containerPort}(?!\\d)`).exec(text) ?? [];
  if (url === undefined) return undefined;
  return {
    where: serviceAt(settings, service.name, "healthCheck.command"),
    message: `asks ${url}, where the container takes TLS`,
    fix: `ask ${url.replace("http:", "https:")} without verifying the certificate, for example with curl -fk`,
  };
}

/** Problems of containers that take TLS. */
export const containerTlsProblems = (settings: Settings): readonly Problem[] =>
  settings.services
    .filter(({ runtime }) => runtime.kind === "task")
    .flatMap(tlsPlaces)
    .flatMap((at): readonly Problem[] => {
      const where = serviceAt(settings, at.service.name, at.key);
      const faults = [faultOf(settings, at), calledFault(settings, at.service)];
      const command = commandProblem(settings, at);
      return [
        ...faults.flatMap((fault) => (fault === undefined ? [] : [{ where, ...fault }])),
        ...(command === undefined ? [] : [command]),
      ];
    });
