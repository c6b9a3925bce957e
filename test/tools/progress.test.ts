import assert from "node:assert/strict";
import { main } from "../../tools/preview";
import { countResources, streams } from "../../tools/progress";

const erase = "\r\u001B[2K";

/** A stream of the process that keeps what is written to it. */
function stream(terminal: { readonly isTTY?: true; readonly columns?: number }) {
  const written: string[] = [];
  return { ...terminal, written, write: (text: string) => void written.push(text) };
}

const terminal = { isTTY: true, columns: 100 } as const;

describe("progress", () => {
  it("is one line on standard error, which the next one replaces and the end erases", () => {
    const [stdout, stderr] = [stream(terminal), stream(terminal)];
    const { progress } = streams(stdout, stderr);
    progress?.("loading");
    progress?.("running");
    progress?.("running");
    progress?.("");
    assert.deepEqual(stderr.written, ["loading ...", erase, "running ...", erase]);
    assert.deepEqual(stdout.written, []);
  });

  it("is erased before a result or a note is printed", () => {
    const [stdout, stderr] = [stream(terminal), stream(terminal)];
    const { progress, output, error } = streams(stdout, stderr);
    progress?.("running");
    output("a result");
    assert.deepEqual(stderr.written, ["running ...", erase]);
    assert.deepEqual(stdout.written, ["a result\n"]);
    progress?.("running");
    error("a note");
    error("another");
    assert.deepEqual(stderr.written.slice(2), ["running ...", erase, "a note\n", "another\n"]);
  });

  it("is absent where standard error is no terminal, and standard output does not matter", () => {
    const stderr = stream({});
    const io = streams(stream(terminal), stderr);
    assert.equal(io.progress, undefined);
    io.error("a note");
    assert.deepEqual(stderr.written, ["a note\n"]);
    assert.notEqual(streams(stream({}), stream(terminal)).progress, undefined);
  });

  it("fits the terminal, because a line that wraps could not be erased", () => {
    const stderr = stream({ isTTY: true, columns: 20 });
    streams(stream({}), stderr).progress?.("running the program of stack dev");
    assert.deepEqual(stderr.written, ["running the prog..."]);
    const unsized = stream({ isTTY: true, columns: 0 });
    streams(stream({}), unsized).progress?.("running");
    assert.deepEqual(unsized.written, ["running ..."]);
  });

  it("has the width of standard output only if that is a terminal", () => {
    assert.equal(streams(stream(terminal), stream({})).columns, 100);
    assert.equal("columns" in streams(stream({}), stream(terminal)), false);
  });

  it("counts resources at most ten times a second", () => {
    const said: string[] = [];
    let now = 0;
    const io = { output: () => undefined, error: () => undefined, progress: (text: string) => void said.push(text) };
    const registered = countResources("running", io, () => now);
    for (const milliseconds of [0, 50, 99, 100, 150, 200]) {
      now = milliseconds;
      registered(milliseconds + 1);
    }
    assert.deepEqual(said, ["running: 1 resources", "running: 101 resources", "running: 201 resources"]);
  });

  it("of a preview appears at once, and again for each pass, before anything is printed", async () => {
    const events: string[] = [];
    const io = {
      output: () => void events.push("result"),
      error: (text: string) => void events.push(text),
      progress: (text: string) => void events.push(text.replace(/\d+/, "N")),
    };
    const done = main([], io);
    assert.deepEqual(events, ["loading the program of stack dev"]);
    await done;
    assert.deepEqual(
      [...new Set(events)],
      [
        "loading the program of stack dev",
        "running the program as in a first preview: N resources",
        "checking N resources against the policies",
        "running the program with simulated ids: N resources",
        "counting how many more services fit",
        "result",
      ],
    );
  });
});
