/** Keys of the access to an API, for tests. */
export const webAcl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/front/0a1b2c3d-0000-4000-8000-000000000000";
export const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
export const cognito = { kind: "cognito", userPool, clients: ["client1"] };
export const jwt = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"] };
export const iam = { kind: "iam" };
export const usagePlans = [{ name: "partners", keys: ["acme", "globex"] }];
export const shopOrigin = "https://shop.example.com";
export const adminOrigin = "https://admin.example.com";
