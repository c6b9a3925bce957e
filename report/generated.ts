/** Comment at the begin or end of a generated part of a document. */
const marker = (name: string, edge: "begin" | "end") => `<!-- ${edge} ${name} -->`;

/**
 * Replaces a generated part of a document.
 *
 * @throws Error if the document has no markers with that name
 */
export function replaceGenerated(document: string, name: string, content: string): string {
  const [begin, end] = [marker(name, "begin"), marker(name, "end")];
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  if (start < 0 || stop < 0) throw new Error(`the document has no part ${name} between ${begin} and ${end}`);
  return `${document.slice(0, start + begin.length)}\n\n${content}\n\n${document.slice(stop)}`;
}
