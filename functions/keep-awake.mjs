/** Longer than API Gateway waits for a service by default, in milliseconds. */
const timeout = 35_000;

/** @param {string} url @returns {Promise<string | undefined>} why there was no answer; undefined after any answer */
async function request(url) {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeout) });
    await answer.body?.cancel();
    console.log(`${url}: ${answer.status}`);
    return undefined;
  } catch (error) {
    const { message, cause } = /** @type {Error} */ (error);
    return `${url}: ${cause instanceof Error ? cause.message : message}`;
  }
}

/**
 * Sends one request to each URL. Any answer will do, also an error of the service: what counts is that a request passed
 * the VPC link. A URL without an answer fails the invocation, after all requests, so that Lambda makes it again.
 *
 * @param {{ readonly urls: readonly string[] }} event
 */
export async function handler({ urls }) {
  const failures = (await Promise.all(urls.map(request))).filter((failure) => failure !== undefined);
  if (failures.length > 0) throw new Error(failures.join("; "));
}
