// Loaded into every Node that is started for an engine (`--require`): ends the process once its parent has ended. Nobody
// else would: a killed engine cannot end its plugins, and a program without its engine and output never comes to its end.
const parent = process.ppid;
const lookEveryMilliseconds = 500;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, lookEveryMilliseconds).unref();
