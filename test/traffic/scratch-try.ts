import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { settingsOf } from "../support/scenario";
import { stackFile } from "../support/stack-file";
import { openWarmWorkspace } from "../support/workspace";
import { configurationsOf, editedStacks } from "./edits/stacks";
import { probesOf } from "./probes";
async function main() {
  const [name, option] = [process.argv[2], Number(process.argv[3]) as 1];
  const stack = editedStacks.find((one) => one.name === name)!;
  const configurations = configurationsOf(stack, option);
  const workspace = await openWarmWorkspace();
  try {
    await workspace.succeed("stack", "init", "dev");
    let before = configurations[0]!;
    for (const [step, configuration] of configurations.entries()) {
      const config = Object.fromEntries(Object.entries(configuration).map(([k, v]) => [`private-integrations:${k}`, v]));
      writeFileSync(stackFile(workspace), stringify({ config: { "aws:region": "us-east-1", ...config }, encryptionsalt: undefined }));
      const start = Date.now();
      const api = () => workspace.aws.account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi")[0]!.id;
      const settings = [settingsOf(before), settingsOf(configuration)] as const;
      const lost = new Map<string, string>();
      let end = () => {};
      if (step > 0) {
        const probes = probesOf(...settings, { host: `${api()}.execute-api.us-east-1.amazonaws.com`, stage: "live" });
        console.log(probes.length, "probes");
        end = workspace.aws.account.observe(({ kind, urn, what }) => {
          for (const p of probes) { const o = p.ask(workspace.aws.account); if (!o.served && !lost.has(p.route)) lost.set(p.route, `${kind} ${urn.split("::").slice(2).join(" ")} ${what} -> ${o.status} ${o.hop} ${o.reason}`); }
        });
      }
      const out = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
      end();
      if (out.code !== 0) console.log(out.output.slice(-3000));
      console.log(step, "up", Date.now() - start, "ms", workspace.aws.account.all.length);
      for (const d of workspace.aws.account.deployments) workspace.aws.account.finish(d);
      const probes = probesOf(settings[1], settings[1], { host: `${api()}.execute-api.us-east-1.amazonaws.com`, stage: "live" });
      const t = process.hrtime.bigint();
      for (const p of probes) { const o = p.ask(workspace.aws.account); if (!o.served) console.log("after", p.route, o.status, o.hop, o.reason); }
      console.log(probes.length, "asked in", Number(process.hrtime.bigint() - t) / 1e6, "ms");
      for (const [r, w] of lost) console.log("LOST", r, "|", w);
      before = configuration;
    }
  } finally { workspace.close(); }
}
void main();
