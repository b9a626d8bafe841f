import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Handler = (event: ClipboardEvent) => void;

/**
 * Copying and pasting while an element has the focus. VS Code runs them as commands of the whole page: the event goes to
 * wherever some text is selected, not to the element.
 */
export function useClipboard(element: RefObject<HTMLElement | null>, copy: Handler, paste: Handler): void {
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
