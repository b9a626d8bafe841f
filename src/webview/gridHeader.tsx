import type { GridColumn } from "../editors/protocol";
import type { Place } from "./gridKeys";
import { cellId } from "./gridRow";
import type { Sort } from "./visibleRows";

interface HeaderProps {
  readonly columns: readonly GridColumn[];
  readonly template: string;
  readonly sort: Sort | undefined;
  readonly active: Place;
  readonly sortBy: (column: number) => void;
}

export function GridHeader({ columns, template, sort, active, sortBy }: HeaderProps) {
  return (
    <div class="header" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {columns.map(({ title, help }, index) => {
          const sorted = sort?.column === index ? (sort.descending ? "descending" : "ascending") : "none";
          return (
            <div
              id={cellId(-1, index)}
              class={active.row === -1 && active.column === index ? "cell active" : "cell"}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted}
              title={help}
              onClick={() => sortBy(index)}
            >
              <span class="text">{title}</span>
              <span class="sort" aria-hidden="true">
                {sorted === "none" ? "" : sorted === "ascending" ? "▲" : "▼"}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
