import { useEffect, useRef, useState } from "preact/hooks";
import type { GridContent, RowAction } from "../../editors/protocol";
import { FindUsers } from "./findUsers";
import { SelectMenu } from "./selectMenu";
import type { ViewState } from "../grid/visibleRows";
import { shown } from "../../core/text/displayText";
import { message, verbatim } from "../../core/text/message";
import { text } from "../language";
import { DRAFT_TEXTS } from "../draftTexts";

interface ToolbarProps {
  readonly content: GridContent;
  readonly view: ViewState;
  readonly changeView: (part: Partial<ViewState>) => void;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
  readonly act: (act: RowAction, keys: readonly string[]) => void;
}

/** What to look at, whom to select, what to add. Ctrl+F goes to the filter. */
export function Toolbar({ content, view, changeView, selectKeys, act }: ToolbarProps) {
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
    <div class="toolbar" role="toolbar" aria-label={text(message("Filter rows"))}>
      <input
        ref={filter}
        type="search"
        placeholder={text(message("Filter rows"))}
        aria-label={text(message("Filter rows"))}
        value={view.filter}
        onInput={(event) => changeView({ filter: event.currentTarget.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={view.onlyChanged}
          onChange={(event) => changeView({ onlyChanged: event.currentTarget.checked })}
        />
        {text(message("Only changed"))}
      </label>
      {groupColumn && (
        <label>
          <input
            type="checkbox"
            checked={view.grouped}
            onChange={(event) => changeView({ grouped: event.currentTarget.checked })}
          />
          {text(message("Group by {column}", { column: groupColumn.title }))}
        </label>
      )}
      {content.columns
        .filter(({ name }) => Object.hasOwn(view.columns, name))
        .map(({ name, title }) => {
          const words = text(
            message("{column}: {value}", {
              column: title,
              value: shown(view.columns[name]?.is ?? `“${view.columns[name]?.has ?? ""}”`),
            }),
          );
          const { [name]: _, ...others } = view.columns;
          return (
            <button
              type="button"
              class="chip"
              key={name}
              aria-label={text(message("Clear: {filter}", { filter: verbatim(words) }))}
              onClick={() => changeView({ columns: others })}
            >
              {words}
              <span aria-hidden="true"> ✕</span>
            </button>
          );
        })}
      <span class="right">
        <SelectMenu {...{ content, selectKeys }} />
        {people && (
          <button type="button" aria-haspopup="dialog" onClick={() => setFinding(true)}>
            {text(message("Find Users…"))}
          </button>
        )}
        {content.matrix && (
          <button type="button" aria-pressed={view.matrix} onClick={() => changeView({ matrix: !view.matrix })}>
            {text(message("Compare Roles"))}
          </button>
        )}
        {content.rowActions.includes("add") && (
          <button type="button" onClick={() => act("add", [])}>
            {text(DRAFT_TEXTS[content.draft].add)}
          </button>
        )}
      </span>
      {finding && <FindUsers {...{ content, selectKeys }} close={() => setFinding(false)} />}
    </div>
  );
}
