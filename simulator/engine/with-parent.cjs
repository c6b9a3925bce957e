// Loaded with `--require` into every Node process that is started for an engine. It ends the process once its parent has
// ended: a killed engine cannot end its plugins, and a program without its engine would never end.
const parent = process.ppid;
const pollMilliseconds = 500;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, pollMilliseconds).unref();
