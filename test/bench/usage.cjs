// Preloaded into a measured process: writes what it used of the machine to the file that BENCH_USAGE names.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1024 };
  writeFileSync(process.env["BENCH_USAGE"] ?? "/dev/null", JSON.stringify(usage));
});
