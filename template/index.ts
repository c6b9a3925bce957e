import { deploy } from "private-integrations";

// The VPCs and services are in the stack files, Pulumi.<stack>.yaml.
export = () => deploy();
