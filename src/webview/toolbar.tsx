import { useEffect, useRef, useState } from "preact/hooks";
import type { CellChange, GridColumn, GridContent, Strings } from "../editors/protocol";
import { Picker } from "./picker";
import { fill } from "./store";
import type { ViewState } from "./visibleRows";

interface ToolbarProps {
  readonly content: GridContent;
  readonly strings: Strings;
  readonly view: ViewState;
  readonly look: (part: Partial<ViewState>) => void;
  readonly shownCount: number;
  readonly selected: readonly string[];
  readonly clear: () => void;
  readonly edit: (changes: readonly CellChange[], words: string) => Promise<void>;
}

export function Toolbar({ content, strings, view, look, shownCount, selected, clear, edit }: ToolbarProps) {
  const filter = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent) => {
      if (event.key !== "f" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      filter.current?.focus();
      filter.current?.select();
    };
    window.addEventListener("keydown", find);
    return () => window.removeEventListener("keydown", find);
  }, []);
  const bulk = content.status.readOnly ? [] : content.columns.filter(({ editable, options }) => editable && options);
  return (
    <div class="toolbar" role="toolbar" aria-label={strings.filter}>
      <input
        ref={filter}
        type="search"
        placeholder={strings.filter}
        aria-label={strings.filter}
        value={view.filter}
        onInput={(event) => look({ filter: event.currentTarget.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={view.onlyChanged}
          onChange={(event) => look({ onlyChanged: event.currentTarget.checked })}
        />
        {strings.onlyChanged}
      </label>
      <span class="rows">{fill(strings.rows, shownCount, content.rows.length)}</span>
      {selected.length > 1 && (
        <span class="bulk">
          {fill(strings.selected, selected.length)}
          {bulk.map((column) => (
            <BulkButton {...{ column, content, strings, selected, edit }} />
          ))}
          <button type="button" onClick={clear}>
            {strings.clear}
          </button>
        </span>
      )}
    </div>
  );
}

type BulkProps = Pick<ToolbarProps, "content" | "strings" | "selected" | "edit"> & { readonly column: GridColumn };

/** Sets one column for all selected rows, in one step of Undo. */
function BulkButton({ column, content, strings, selected, edit }: BulkProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const title = fill(strings.set, column.title, selected.length);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="anchor">
      <button ref={button} type="button" aria-haspopup="listbox" aria-expanded={open} onClick={() => setOpen(!open)}>
        {column.title}…
      </button>
      {open && (
        <Picker
          title={title}
          options={content.options[column.options ?? ""] ?? []}
          value={undefined}
          close={close}
          choose={({ value, label }) => {
            close();
            void edit(
              selected.map((key) => ({ key, column: column.name, value })),
              `${title}: ${label}`,
            );
          }}
        />
      )}
    </span>
  );
}
