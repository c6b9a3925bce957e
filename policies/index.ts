import { PolicyPack } from "@pulumi/policy";

import { policies } from "./pack";

new PolicyPack("private-integrations", { policies: [...policies] });
