/** A user pool, a web ACL, and origins of tests. */
export const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
export const webAcl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a1b2c3d-0000-4000-8000-000000000000";
export const cognito = { kind: "cognito", userPool, clients: ["3n4b5urk1ft4fl3mg5e62d9ado"] };
export const shopOrigin = "https://shop.example.com";
export const adminOrigin = "https://admin.example.com";
