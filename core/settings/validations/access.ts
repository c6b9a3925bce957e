import type { Fault, Problem } from "../../problem";
import { partitionOf } from "../../regions";
import { topologyTraits } from "../../topology-traits";
import type { Auth } from "../access-schema";
import { serviceAt } from "../config-path";
import type { ServiceSettings, Settings } from "../settings";
import { placeOf, webAclPlaceFault } from "./arn-place";

/**
 * REST APIs have authorizers for tokens of any issuer since 2026-11-17, and `aws.apigateway.Authorizer` of @pulumi/aws
 * 7.48.0 has no `jwtConfiguration`.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
function kindProblems({ kind }: Auth, { option }: Settings): readonly Problem[] {
  if (kind !== "jwt" || topologyTraits[option].api === "http") return [];
  return [
    {
      where: "auth.kind",
      message: `got jwt; option ${option} creates a REST API, and the AWS provider for Pulumi (@pulumi/aws 7.48.0) cannot create the JWT authorizers that REST APIs have since 2026-11-17`,
      fix: "use kind cognito or iam, or option 1, which creates an HTTP API",
    },
  ];
}

/** The id of a user pool begins with its Region, and a pool of another partition is another AWS. Any Region will do. */
function userPoolProblems(auth: Auth, { region: own }: Settings): readonly Problem[] {
  if (auth.kind !== "cognito") return [];
  const where = "auth.userPool";
  const { partition, region } = placeOf(auth.userPool);
  const id = auth.userPool.split(":userpool/")[1] ?? "";
  if (!id.startsWith(`${region}_`))
    return [
      {
        where,
        message: `names the Region ${region}, and the user pool ${id}, whose id begins with its Region`,
        fix: "copy the ARN from the user pool",
      },
    ];
  if (own === "" || partition === partitionOf(own)) return [];
  return [
    {
      where,
      message: `has partition ${partition}; allowed in ${own}: ${partitionOf(own)}`,
      fix: `name a user pool of the partition ${partitionOf(own)}`,
    },
  ];
}

/** Why scopes of a service would not be checked; undefined if they are. */
function scopesFault({ auth }: Settings, service: ServiceSettings): Fault | undefined {
  if (service.scopes === undefined) return undefined;
  if (service.public)
    return { message: "has no effect; the service is public", fix: "remove it, or remove public: true" };
  if (auth === undefined)
    return {
      message: "has no effect without auth; anyone may call the service",
      fix: "add auth of kind jwt (option 1) or cognito, or remove scopes",
    };
  if (auth.kind !== "iam") return undefined;
  return {
    message: "has no effect with auth.kind iam; only tokens have scopes",
    fix: "remove it and name the paths in the IAM policies of the principals, or use kind jwt (option 1) or cognito",
  };
}

const scopesProblems = (settings: Settings): readonly Problem[] =>
  settings.services.flatMap((service) => {
    const fault = scopesFault(settings, service);
    return fault === undefined ? [] : [{ where: serviceAt(settings, service.name, "scopes"), ...fault }];
  });

/** AWS WAF protects stages of REST APIs: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
function webAclProblems(settings: Settings): readonly Problem[] {
  const { webAcl, option } = settings;
  if (webAcl === undefined) return [];
  const fault = webAclPlaceFault(settings, webAcl);
  return [
    ...(topologyTraits[option].api === "rest"
      ? []
      : [
          {
            where: "webAcl",
            message: `is set, and option ${option} creates an HTTP API, which AWS WAF does not cover`,
            fix: "use option 5; or remove it and put a CloudFront distribution with a web ACL in front of the API",
          },
        ]),
    ...(fault === undefined ? [] : [{ where: "webAcl", ...fault }]),
  ];
}

/** Problems of who may call the API. */
export const accessProblems = (settings: Settings): readonly Problem[] => [
  ...(settings.auth === undefined
    ? []
    : [...kindProblems(settings.auth, settings), ...userPoolProblems(settings.auth, settings)]),
  ...scopesProblems(settings),
  ...webAclProblems(settings),
];
