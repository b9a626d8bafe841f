import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { copyRows, pasteCells } from "./clipboard";
import { isHeading } from "./groups";
import type { GridState } from "./gridState";

type Handler = (event: ClipboardEvent) => void;

/** What copying and pasting do in a grid: cells of a row, a column of selected rows, or whole rows. */
export function useGridClipboard({ props, lines, here, port, span, rowAt }: GridState): void {
  const { content, shown, selection, say } = props;
  const { columns, status } = content;
  const onCopy = (event: ClipboardEvent) => {
    const row = rowAt(here.row);
    const all = shown.filter(({ key }) => selection.keys.has(key));
    const cut = span && columns.map((_, index) => index).slice(span[0], span[1] + 1);
    const text =
      all.length > 1 || cut
        ? copyRows(content, all, cut ?? columns.map((_, index) => index), !cut)
        : row && copyRows(content, [row], [here.column], false);
    if (text === undefined) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    if (status.readOnly !== undefined) return say(status.readOnly);
    const selected = shown.filter(({ key }) => selection.keys.has(key));
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const open = lines.flatMap((line) => (isHeading(line) ? [] : line));
    const row = lines.slice(0, here.row).filter((line) => !isHeading(line)).length;
    props.paste(pasteCells(content, text, { rows: open, row, column: span?.[0] ?? here.column, selected }));
  };
  useClipboard(port.scroller, onCopy, onPaste);
}

/**
 * Copying and pasting while an element has the focus. VS Code runs them as commands of the whole page: the event goes to
 * wherever some text is selected, not to the element.
 */
function useClipboard(element: RefObject<HTMLElement | null>, copy: Handler, paste: Handler): void {
  const now = useRef({ copy, paste });
  now.current = { copy, paste };
  useEffect(() => {
    const ours = () => document.activeElement === element.current;
    const onCopy = (event: ClipboardEvent) => ours() && now.current.copy(event);
    const onPaste = (event: ClipboardEvent) => ours() && now.current.paste(event);
    document.addEventListener("copy", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, []);
}
