import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { place } from "../parts/popup";
import type { Anchor } from "../parts/popup";

interface TextEditorProps {
  readonly title: string;
  /** undefined where several cells differ: then even a blank is a setCells. */
  readonly value: string | undefined;
  readonly anchor: Anchor;
  readonly placeholder?: string;
  /** Why the text will not do, if so. */
  readonly check: (text: string) => string | undefined;
  readonly commit: (text: string) => void;
  readonly close: () => void;
}

/** One line of text over its cell: Enter takes it, Escape leaves the cell as it was. */
export function TextEditor({ title, value, anchor, placeholder = "", check, commit, close }: TextEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  /** The box drops line breaks: what it made of the value is what nobody has changed yet. */
  const untouched = useRef("");
  const [problem, setProblem] = useState<string>();
  useLayoutEffect(() => {
    if (box.current) {
      box.current.style.width = `${Math.max(200, anchor.width)}px`;
      place(box.current, { ...anchor, bottom: anchor.top });
    }
    // Set once: what is typed since is nobody's but the person's.
    if (input.current) {
      input.current.value = value ?? "";
      untouched.current = input.current.value;
    }
    input.current?.select();
    input.current?.focus({ preventScroll: true });
  }, []);
  const finish = (then: () => void) => {
    if (done.current) return;
    done.current = true;
    then();
  };
  const take = (): boolean => {
    const said = input.current?.value ?? "";
    const text = said.trim();
    const wrong = check(text);
    if (wrong !== undefined) {
      setProblem(wrong);
      return false;
    }
    const kept = value !== undefined && said === untouched.current;
    finish(() => (kept || text === value ? close() : commit(text)));
    return true;
  };
  return (
    <div ref={box} class="popup text">
      <input
        ref={input}
        type="text"
        aria-label={title}
        aria-invalid={problem !== undefined}
        {...(problem === undefined ? {} : { "aria-describedby": "text-problem" })}
        placeholder={placeholder}
        onInput={() => setProblem(undefined)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "Tab") {
            event.preventDefault();
            take();
          } else if (event.key === "Escape") {
            event.preventDefault();
            finish(close);
          }
          event.stopPropagation();
        }}
        onBlur={() => ((input.current?.value ?? "") !== untouched.current && take()) || finish(close)}
      />
      {problem !== undefined && (
        <p id="text-problem" class="wrong" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
