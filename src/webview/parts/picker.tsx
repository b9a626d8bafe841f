import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GridOption } from "../../editors/protocol";
import { place } from "./popup";
import type { Anchor } from "./popup";
import { shown } from "../../core/text/displayText";

interface PickerProps {
  readonly title: string;
  readonly options: readonly GridOption[];
  readonly value: string | undefined;
  readonly anchor: Anchor;
  readonly choose: (option: GridOption) => void;
  readonly close: () => void;
}

/** A list to choose from: arrows, Home, End, letters, Enter, Escape. Opens upwards where there is no room below. */
export function Picker({ title, options, value, anchor, choose, close }: PickerProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const done = useRef(false);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  useLayoutEffect(() => {
    if (box.current) place(box.current, anchor);
    list.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" }), [active]);
  // A list that goes loses the focus too: that is no second answer.
  const finish = (then: () => void) => {
    if (done.current) return;
    done.current = true;
    then();
  };
  const key = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
      Home: 0,
      End: options.length - 1,
    };
    const move = moves[event.key];
    const current = options[active];
    if (move !== undefined) setActive(Math.min(options.length - 1, Math.max(0, move)));
    else if (event.key === "Enter" && current) finish(() => choose(current));
    // Within a name that is being typed, such as "Data Entry", a blank is a letter and takes nothing.
    else if (event.key === " " && !typing() && current) finish(() => choose(current));
    else if (event.key === "Escape" || event.key === "Tab") finish(close);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) jump(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const typing = () => typed.current.text !== "" && Date.now() - typed.current.at < 800;
  const jump = (letter: string) => {
    const text = (typing() ? typed.current.text : "") + letter.toLowerCase();
    typed.current = { text, at: Date.now() };
    const hit = options.findIndex(({ label }) => label.toLowerCase().startsWith(text));
    if (hit >= 0) setActive(hit);
  };
  return (
    <div ref={box} class="popup picker">
      <div class="title" aria-hidden="true">
        {title}
      </div>
      <div
        ref={list}
        class="list"
        role="listbox"
        tabIndex={0}
        aria-label={title}
        aria-activedescendant={`option-${active}`}
        onKeyDown={key}
        onBlur={() => finish(close)}
      >
        {options.map((option, index) => (
          <div
            id={`option-${index}`}
            key={option.value}
            class={index === active ? "option active" : "option"}
            role="option"
            aria-selected={option.value === value}
            onMouseDown={(event) => {
              event.preventDefault();
              finish(() => choose(option));
            }}
            onMouseMove={() => setActive(index)}
          >
            <span class="check" aria-hidden="true">
              {option.value === value ? "✓" : ""}
            </span>
            <span class="label">{shown(option.label)}</span>
            <span class="hint">{shown(option.hint)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
