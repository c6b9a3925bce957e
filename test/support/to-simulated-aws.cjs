// Preloaded by commands that tests run: HTTPS requests go to the server of `served-account.ts`, with their host name.
const http = require("node:http");
const https = require("node:https");

https.request = (url, { agent, ...options }, answered) => {
  const { host, pathname, search } = new URL(url);
  const port = process.env["SIMULATED_AWS_PORT"];
  return http.request(
    `http://127.0.0.1:${port}${pathname}${search}`,
    { ...options, headers: { ...options.headers, host } },
    answered,
  );
};
