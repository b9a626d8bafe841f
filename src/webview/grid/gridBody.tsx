import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { GridRowView, ROW_HEIGHT, sameRow } from "./gridRow";
import type { RowProps } from "./gridRow";
import type { GridState } from "./gridState";
import { GroupRow } from "./groupRow";

/** The rows in view, and always the active one, which is named to readers. */
export function GridBody({ grid }: { readonly grid: GridState }) {
  const { props, lines, here, port, span, rowAt, headingAt } = grid;
  const { content, selection } = props;
  const { columns } = content;
  const [first, last] = port.rows;
  const drawn = Array.from({ length: last - first }, (_, offset) => first + offset);
  if (here.row >= 0 && (here.row < first || here.row >= last)) drawn.push(here.row);
  const kept = useRef(new Map<number, { readonly props: RowProps; readonly node: VNode }>());
  const next = new Map<number, { readonly props: RowProps; readonly node: VNode }>();
  const body = drawn.map((row) => {
    const heading = headingAt(row);
    if (heading)
      return (
        <GroupRow
          key={heading.key}
          {...{ row, heading }}
          columnCount={columns.length}
          active={row === here.row}
          selected={heading.members.filter((key) => selection.keys.has(key)).length}
        />
      );
    const data = rowAt(row);
    if (!data) return null;
    const rowProps: RowProps = {
      row,
      data,
      content,
      drawn: port.columns,
      selected: selection.keys.has(data.key),
      activeColumn: row === here.row ? here.column : undefined,
      span: selection.keys.has(data.key) ? span : undefined,
    };
    // Elements go from the rows that leave the view to those that come: making new ones is what would take long.
    const slot = row < first || row >= last ? -1 : row % (last - first);
    const before = kept.current.get(slot);
    const made =
      before && sameRow(before.props, rowProps)
        ? before
        : { props: rowProps, node: <GridRowView key={slot} {...rowProps} /> };
    next.set(slot, made);
    return made.node;
  });
  kept.current = next;
  return (
    <div class="body" role="rowgroup" style={{ height: `${lines.length * ROW_HEIGHT}px` }}>
      {body}
    </div>
  );
}
