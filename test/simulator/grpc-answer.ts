import type * as grpc from "@grpc/grpc-js";

type Callback<T> = (error: grpc.ServiceError | null, response: T) => void;

/** Calls a method of a gRPC client. @throws Error if the provider answers with an error */
export const answer = <T>(call: (callback: Callback<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
