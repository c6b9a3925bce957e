import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { toStruct } from "../structs";
import type { Properties } from "../values";

/** A call that failed after AWS had accepted it: the engine keeps the new state, with the error. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly id: string,
    /** The state after the call, with the new inputs. */
    readonly state: Properties,
  ) {
    super(message);
  }
}

function statusOf({ message, id, state }: PartialFailure): Status {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(state));
  detail.setReasonsList([message]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(any);
  return status;
}

/** An error as gRPC sends it. The details of a partial failure are in a field that the protocol reserves for them. */
export function toServiceError(error: unknown): Partial<grpc.ServiceError> {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof PartialFailure)) return { code: grpc.status.UNKNOWN, details };
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(statusOf(error).serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}
