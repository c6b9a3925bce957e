const trust = (statement: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, Action: "sts:AssumeRole" }] });

/** Trust policy of a role that a service of AWS assumes. @param service - `ecs-tasks.amazonaws.com` */
export const assumeBy = (service: string): string => trust({ Effect: "Allow", Principal: { Service: service } });

/** Trust policy of a role that a service of AWS assumes for one account only. */
export const assumeInAccount = (service: string, account: string): string =>
  trust({
    Effect: "Allow",
    Principal: { Service: service },
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  });
