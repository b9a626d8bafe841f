import { NAME_COLUMN } from "../../core/edits/edit";
import { useMemo, useRef, useState } from "preact/hooks";
import type { GridColumn, GridContent, GridRow, RowAction } from "../../editors/protocol";
import { CellEditor } from "../grid/cellEditor";
import { canEdit } from "../grid/editing";
import type { ColumnEdit } from "../grid/editing";
import { Picker } from "../parts/picker";
import { anchorOf } from "../parts/popup";
import type { Anchor } from "../parts/popup";
import { message } from "../../core/text/message";
import { text } from "../language";
import { DRAFT_TEXTS } from "../draftTexts";

interface FooterProps {
  readonly content: GridContent;
  readonly shownCount: number;
  /** The selected rows among those shown. */
  readonly selected: readonly GridRow[];
  readonly clear: () => void;
  readonly setCells: (rows: readonly GridRow[], wanted: readonly ColumnEdit[], words: string) => void;
  readonly act: (act: RowAction, keys: readonly string[]) => void;
}

/** How many columns get a button of their own; more are chosen from a list. */
const BUTTONS = 3;

/** What is shown and selected, and what can be done with the selected rows, in one step of Undo. */
export function Footer({ content, shownCount, selected, clear, setCells, act }: FooterProps) {
  const [open, setOpen] = useState<{ readonly anchor: Anchor; readonly column?: GridColumn }>();
  const button = useRef<HTMLElement | null>(null);
  const bulk =
    content.status.readOnly === undefined && selected.length > 1
      ? content.columns.filter(({ editable, name, kind }) => editable && !(kind === "text" && NAMES.has(name)))
      : [];
  const can = (each: RowAction) => content.rowActions.includes(each);
  const changes = useMemo(() => new Set(selected.map(({ change }) => change)), [selected]);
  const gone = changes.has("removed");
  const actOn = (what: RowAction) =>
    act(
      what,
      selected.map(({ key }) => key),
    );
  const close = () => {
    setOpen(undefined);
    button.current?.focus();
  };
  const press = (event: MouseEvent, column?: GridColumn) => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    button.current = event.currentTarget;
    setOpen({ anchor: anchorOf(event.currentTarget), ...(column ? { column } : {}) });
  };
  return (
    <div class="footer">
      <span class="rows">{text(DRAFT_TEXTS[content.draft].rows(shownCount, content.rows.length))}</span>
      {selected.length > 0 && (
        <div class="bulk" role="toolbar" aria-label={text(message("{count} selected", { count: selected.length }))}>
          <span class="count">{text(message("{count} selected", { count: selected.length }))}</span>
          {bulk.length <= BUTTONS ? (
            bulk.map((column) => (
              <button type="button" key={column.name} aria-haspopup="true" onClick={(event) => press(event, column)}>
                {column.title}…
              </button>
            ))
          ) : (
            <button type="button" aria-haspopup="listbox" onClick={(event) => press(event)}>
              {text(message("Set…"))}
            </button>
          )}
          {can("duplicate") && selected.length === 1 && !gone && (
            <button type="button" onClick={() => actOn("duplicate")}>
              {text(message("Duplicate…"))}
            </button>
          )}
          {can("remove") && (changes.size > 1 || !gone) && (
            <button type="button" onClick={() => actOn("remove")}>
              {text(message("Remove"))}
            </button>
          )}
          {can("restore") && (gone || changes.has("changed")) && (
            <button type="button" onClick={() => actOn("restore")}>
              {text(message("Restore"))}
            </button>
          )}
          {selected.some(({ conflicts }) => conflicts) && content.status.readOnly === undefined && (
            <>
              <button type="button" onClick={() => actOn("keepMine")}>
                {text(message("Keep Mine"))}
              </button>
              <button type="button" onClick={() => actOn("takeRedcaps")}>
                {text(message("Take REDCap's"))}
              </button>
            </>
          )}
          <button type="button" onClick={clear}>
            {text(message("Clear"))}
          </button>
        </div>
      )}
      {open && !open.column && (
        <Picker
          title={text(message("Set for {count} selected", { count: selected.length }))}
          options={bulk.map(({ name, title }) => ({ value: name, label: title, hint: "" }))}
          value={undefined}
          anchor={open.anchor}
          close={close}
          choose={({ value }) => {
            const column = bulk.find(({ name }) => name === value);
            if (column) setOpen({ anchor: open.anchor, column });
          }}
        />
      )}
      {open?.column && (
        <CellEditor
          {...{ content, close }}
          column={open.column}
          rows={byEditable(selected, open.column)}
          anchor={open.anchor}
          commit={(wanted, words) => {
            close();
            setCells(selected, wanted, words);
          }}
        />
      )}
    </div>
  );
}

const NAMES: ReadonlySet<string> = new Set([NAME_COLUMN.roles, NAME_COLUMN.dags]);

/** The row that shows what is there now must be one that can be changed. */
function byEditable(rows: readonly GridRow[], column: GridColumn): readonly GridRow[] {
  const first = rows.find((row) => canEdit(column, row));
  return first ? [first, ...rows.filter((row) => row !== first)] : rows;
}
