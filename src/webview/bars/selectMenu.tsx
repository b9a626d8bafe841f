import { useRef, useState } from "preact/hooks";
import type { GridContent, Strings } from "../../editors/protocol";
import { valueCounts } from "../grid/columnFilter";
import { Picker } from "../parts/picker";
import { anchorOf } from "../parts/popup";
import type { Anchor } from "../parts/popup";
import { fill } from "../store";
import { groupLabel } from "../cellLabels";

interface SelectMenuProps {
  readonly content: GridContent;
  readonly strings: Strings;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
}

/** Selects everyone of a role, a group or a state. */
export function SelectMenu({ content, strings, selectKeys }: SelectMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor>();
  const columns = content.columns.filter(({ group }) => group);
  if (columns.length === 0) return null;
  const choices = anchor
    ? columns.flatMap((column) =>
        [...valueCounts(content, column)]
          .filter(([text]) => text !== "")
          .map(([text, count]) => ({ column, text, count, label: fill(strings.columnFilter, column.title, text) })),
      )
    : [];
  const close = () => {
    setAnchor(undefined);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={anchor !== undefined}
        onClick={() => setAnchor(anchor ? undefined : anchorOf(button.current))}
      >
        {strings.select}
      </button>
      {anchor && (
        <Picker
          title={strings.selectBy}
          options={choices.map(({ label, count }, index) => ({ value: String(index), label, hint: String(count) }))}
          value={undefined}
          anchor={anchor}
          close={close}
          choose={({ value }) => {
            const chosen = choices[Number(value)];
            close();
            if (!chosen) return;
            const index = content.columns.indexOf(chosen.column);
            const rows = content.rows.filter(
              (row) => groupLabel(chosen.column, row, index, content.options) === chosen.text,
            );
            selectKeys(
              rows.map(({ key }) => key),
              `${chosen.label}: ${fill(strings.selected, rows.length)}`,
            );
          }}
        />
      )}
    </>
  );
}
