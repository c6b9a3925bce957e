import { Undo } from "../call";
import { outputsOf } from "../outputs";
import { refusal } from "../refused";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";
import type { Values } from "../world";

/** Calls that AWS refuses in any account, and change nothing. */
export const accountTexts: Step = {
  id: "account-texts",
  title: "makes calls of usage plans, alarms and schedules that AWS refuses",
  minutes: 1,
  check: async (place) => {
    const plan = { usagePlanId: "live00", keyId: "live000000", keyType: "API_KEY" };
    const alarm = {
      ...{ AlarmName: "private-integrations-live", Namespace: "AWS/ECS", MetricName: "CPUUtilization", Period: 7 },
      ...{ EvaluationPeriods: 1, Threshold: 1, Statistic: "Sum", ComparisonOperator: "GreaterThanThreshold" },
    };
    const schedule = {
      ...{ Name: "a name with blanks", ScheduleExpression: "rate(1 day)", FlexibleTimeWindow: { Mode: "OFF" } },
      Target: { Arn: "arn:aws:sqs:us-east-1:111122223333:live", RoleArn: "arn:aws:iam::111122223333:role/live" },
    };
    const call = (service: string, operation: string, parameters: Values) => ({ service, operation, parameters });
    return [
      await refusal(
        place,
        "usage-plan-key-text",
        call("apigateway", "create-usage-plan-key", plan),
        /Invalid Usage Plan ID/,
      ),
      await refusal(place, "alarm-period-text", call("cloudwatch", "put-metric-alarm", alarm), /10, 20, 30/),
      await refusal(place, "schedule-name-text", call("scheduler", "create-schedule", schedule), /^1 validation error/),
    ];
  },
};

/** A REST integration that streams, with a timeout that only streaming may have. */
export const restTexts: Step = {
  id: "rest-texts",
  title: "gives an integration of a REST API that streams 15 minutes",
  minutes: 10,
  check: async ({ world, stack }) => {
    const { api } = await outputsOf(stack);
    const resources = await world.aws("apigateway", "get-resources", {
      ...{ restApiId: api.id, embed: ["methods"], limit: 500 },
    });
    const items = resources.ok ? (resources.value["items"] as readonly Values[]) : [];
    const found = items.flatMap(({ id, resourceMethods = {} }) =>
      Object.entries(resourceMethods as Values)
        .filter(([, method]) => JSON.stringify(method).includes("HTTP_PROXY"))
        .map(([httpMethod]) => ({ resourceId: id, httpMethod })),
    )[0];
    if (found === undefined) return [notSeen("streaming-timeout", "the API has no integration with a load balancer")];
    stack.touched();
    const replace = (path: string, value: string) => ({ op: "replace", path, value });
    const answer = await world.aws("apigateway", "update-integration", {
      ...{ restApiId: api.id, ...found },
      patchOperations: [replace("/responseTransferMode", "STREAM"), replace("/timeoutInMillis", "900000")],
    });
    const seen = answer.ok ? "AWS accepted 900,000 milliseconds" : `${answer.code}: ${answer.message}`;
    return [judged("streaming-timeout", answer.ok, seen)];
  },
};

/** Calls to the domain and its mapped stage that AWS refuses. */
export const domainTexts: Step = {
  id: "domain-texts",
  title: "deletes a mapped stage and edits the domain in ways that AWS refuses",
  minutes: 20,
  check: async (place) => {
    const { world, stack, given } = place;
    const { api } = await outputsOf(stack);
    const undo = new Undo();
    const call = (service: string, operation: string, parameters: Values) => ({ service, operation, parameters });
    const requested = await world.aws("acm", "request-certificate", {
      ...{ DomainName: `unused.${given.domain ?? ""}`, ValidationMethod: "DNS" },
    });
    const CertificateArn = requested.ok ? requested.value["CertificateArn"] : undefined;
    if (CertificateArn !== undefined) undo.later("acm", "delete-certificate", { CertificateArn });
    const stage = { ApiId: api.id, StageName: api.stage };
    const policy = (SecurityPolicy: string) => ({
      ...{ DomainName: given.domain, DomainNameConfigurations: [{ EndpointType: "REGIONAL", SecurityPolicy }] },
    });
    const unissued = {
      DomainName: `unused.${given.domain ?? ""}`,
      DomainNameConfigurations: [{ EndpointType: "REGIONAL", CertificateArn }],
    };
    try {
      const mapped = await refusal(
        place,
        "delete-of-a-mapped-stage",
        call("apigatewayv2", "delete-stage", stage),
        /base path mappings|API mappings/,
      );
      return [
        mapped,
        // The code by which the API refuses is the one that Cloud Control translates.
        { ...mapped, assumption: "cloud-control-codes", outcome: "measured" },
        await refusal(place, "domain-policy-text", call("apigatewayv2", "update-domain-name", policy("TLS_1_0"))),
        await refusal(
          place,
          "domain-certificate-not-issued",
          call("apigatewayv2", "create-domain-name", unissued),
          /certificate/i,
        ),
      ];
    } finally {
      await undo.all(world);
    }
  },
};
