/** Trust policy of a role that a service of AWS assumes. @param service - `ecs-tasks.amazonaws.com` */
export const assumeBy = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
