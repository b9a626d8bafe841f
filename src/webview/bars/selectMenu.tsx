import { useRef, useState } from "preact/hooks";
import type { GridContent } from "../../editors/protocol";
import { valueCounts } from "../grid/columnFilter";
import { Picker } from "../parts/picker";
import { anchorOf } from "../parts/popup";
import type { Anchor } from "../parts/popup";
import { groupLabel } from "../cellLabels";
import { message, verbatim } from "../../core/text/message";
import { text } from "../language";

interface SelectMenuProps {
  readonly content: GridContent;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
}

/** Selects everyone of a role, a group or a state. */
export function SelectMenu({ content, selectKeys }: SelectMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor>();
  const columns = content.columns.filter(({ group }) => group);
  if (columns.length === 0) return null;
  const choices = anchor
    ? columns.flatMap((column) =>
        [...valueCounts(content, column)]
          .filter(([value]) => value !== "")
          .map(([value, count]) => ({
            column,
            value,
            count,
            label: text(message("{column}: {value}", { column: column.title, value })),
          })),
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
        {text(message("Select…"))}
      </button>
      {anchor && (
        <Picker
          title={text(message("Select everyone with"))}
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
              (row) => groupLabel(chosen.column, row, index, content.options) === chosen.value,
            );
            selectKeys(
              rows.map(({ key }) => key),
              text(message("{what}: {count} selected", { what: verbatim(chosen.label), count: rows.length })),
            );
          }}
        />
      )}
    </>
  );
}
