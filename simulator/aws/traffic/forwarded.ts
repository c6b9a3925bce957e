import type { Interfaces } from "../security";
import type { Transport } from "./tls";

/** A request on its way to a load balancer. */
export interface Forwarded {
  readonly method: string;
  readonly path: string;
  /** Headers that conditions of listener rules may ask for, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the connection comes from; undefined if the load balancer does not check it. */
  readonly from: Interfaces | undefined;
  /** What API Gateway sends, or the load balancer before. */
  readonly transport: Transport;
}
