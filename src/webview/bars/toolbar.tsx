import { useEffect, useRef, useState } from "preact/hooks";
import type { GridContent, RowAction, Strings } from "../../editors/protocol";
import { FindUsers } from "./findUsers";
import { SelectMenu } from "./selectMenu";
import { fill } from "../store";
import type { ViewState } from "../grid/visibleRows";
import { shown } from "../../core/text/displayText";

interface ToolbarProps {
  readonly content: GridContent;
  readonly strings: Strings;
  readonly view: ViewState;
  readonly look: (part: Partial<ViewState>) => void;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
  readonly act: (act: RowAction, keys: readonly string[]) => void;
}

/** What to look at, whom to select, what to add. Ctrl+F goes to the filter. */
export function Toolbar({ content, strings, view, look, selectKeys, act }: ToolbarProps) {
  const filter = useRef<HTMLInputElement>(null);
  const [finding, setFinding] = useState(false);
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
  const people = content.columns.some(({ name, kind }) => name === "username" && kind === "key");
  const groupColumn = content.columns.find(({ name }) => name === content.groupBy);
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
      {groupColumn && (
        <label>
          <input
            type="checkbox"
            checked={view.grouped}
            onChange={(event) => look({ grouped: event.currentTarget.checked })}
          />
          {fill(strings.groupBy, groupColumn.title)}
        </label>
      )}
      {content.columns
        .filter(({ name }) => Object.hasOwn(view.columns, name))
        .map(({ name, title }) => {
          const words = fill(
            strings.columnFilter,
            title,
            shown(view.columns[name]?.is ?? `“${view.columns[name]?.has ?? ""}”`),
          );
          const { [name]: _, ...others } = view.columns;
          return (
            <button
              type="button"
              class="chip"
              key={name}
              aria-label={`${strings.clear}: ${words}`}
              onClick={() => look({ columns: others })}
            >
              {words}
              <span aria-hidden="true"> ✕</span>
            </button>
          );
        })}
      <span class="right">
        <SelectMenu {...{ content, strings, selectKeys }} />
        {people && (
          <button type="button" aria-haspopup="dialog" onClick={() => setFinding(true)}>
            {strings.find}
          </button>
        )}
        {content.matrix && (
          <button type="button" aria-pressed={view.matrix} onClick={() => look({ matrix: !view.matrix })}>
            {strings.matrix}
          </button>
        )}
        {content.rowActions.includes("add") && (
          <button type="button" onClick={() => act("add", [])}>
            {strings.add}
          </button>
        )}
      </span>
      {finding && <FindUsers {...{ content, strings, selectKeys }} close={() => setFinding(false)} />}
    </div>
  );
}
