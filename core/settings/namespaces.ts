/**
 * Namespaces of Pulumi and of packages that it publishes on npm (`@pulumi/datadog`): their keys are not ours, whatever
 * their names. The list is not complete: keys in other namespaces are compared with ours.
 */
export const packageNamespaces: readonly string[] = (
  "pulumi aws awsx aws-native eks aiven alicloud artifactory auth0 azure azure-native azuread civo cloud cloud-aws " +
  "cloudamqp cloudflare command confluentcloud consul databricks datadog digitalocean docker docker-build fastly gcp " +
  "github google-native hcloud kafka keycloak kubernetes linode mongodbatlas mysql newrelic null oci okta " +
  "openstack pagerduty postgresql pulumiservice rabbitmq random rancher2 snowflake tailscale tls vault"
).split(" ");
