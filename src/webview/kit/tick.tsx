import type { Choice } from "../../core/page/page";
import { choose } from "./pageHost";

interface TickProps {
  readonly choice: Choice<string>;
  readonly label: string;
  readonly current: string | undefined;
}

/** One tick of a section is in the order of Tab; the arrow keys go to the others. */
export function Tick({ choice, label, current }: TickProps) {
  const { id, on, label: said } = choice;
  return (
    <label class="tick">
      <input
        type="checkbox"
        data-choice={id}
        checked={on}
        tabIndex={current === id ? 0 : -1}
        aria-label={said}
        onChange={() => choose([id], !on)}
      />
      <span>{label}</span>
    </label>
  );
}
