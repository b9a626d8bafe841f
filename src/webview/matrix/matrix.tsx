import { Fragment } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { GridContent, GridRow } from "../../editors/protocol";
import { matrixRows } from "./matrixModel";
import { rowName } from "../cellLabels";
import { shown as oneLine } from "../../core/text/displayText";
import { message } from "../../core/text/message";
import { text } from "../language";
import { DRAFT_TEXTS } from "../draftTexts";

interface MatrixProps {
  readonly content: GridContent;
  /** The selected roles when there are several, else all that are shown. */
  readonly roles: readonly GridRow[];
}

/** Roles side by side, to be read before they go live; what differs from most stands out. */
export function Matrix({ content, roles }: MatrixProps) {
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const rows = useMemo(() => matrixRows(content, roles), [content, roles]);
  const shown = onlyDifferent ? rows.filter(({ differs }) => differs) : rows;
  let section = "";
  return (
    <div
      class="matrix"
      tabIndex={0}
      role="region"
      aria-label={text(DRAFT_TEXTS[content.draft].grid(content.status.project))}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">
              <label>
                <input
                  type="checkbox"
                  checked={onlyDifferent}
                  onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
                />
                {text(message("Only differences"))}
              </label>
            </th>
            {roles.map((row) => (
              <th scope="col" key={row.key} class={row.change ?? ""} title={oneLine(row.key)}>
                {rowName(row)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.length === 0 && (
            <tr>
              <td class="none" colSpan={roles.length + 1}>
                {text(message("The roles that are shown do not differ."))}
              </td>
            </tr>
          )}
          {shown.map((row, index) => {
            section = row.section ?? section;
            return (
              <Fragment key={`${section} ${row.title} ${index}`}>
                {row.section !== undefined && (
                  <tr class="section">
                    <th scope="rowgroup" colSpan={roles.length + 1}>
                      {row.section}
                    </th>
                  </tr>
                )}
                <tr class={row.differs ? "differs" : ""}>
                  <th scope="row" title={row.help}>
                    {row.title}
                  </th>
                  {row.cells.map((cell) => (
                    <td class={cell === row.usual ? "" : "different"}>
                      {cell || "–"}
                      {cell !== row.usual && <span class="hidden"> ({text(message("different"))})</span>}
                    </td>
                  ))}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
